package dev.javacdk.http.json;

/**
 * Where in a response the records stand. A value; safe for use by many threads.
 *
 * @param pointer to the array that holds them; with {@code *} to several, or to the one object
 *     inside each element: {@code /edges/*}{@code /node}
 * @param single what stands there is one object, and is the record
 * @param optional where nothing stands there, there are no records; otherwise that is an error
 */
public record Place(Pointer pointer, boolean single, boolean optional) {

  /** The elements of the array, or of the arrays, at this pointer. */
  public static Place of(String pointer) {
    return new Place(Pointer.of(pointer), false, false);
  }

  /** The object at this pointer. */
  public static Place one(String pointer) {
    return new Place(Pointer.of(pointer), true, false);
  }

  /** The same, where the pointer may lead to nothing. */
  public Place maybe() {
    return new Place(pointer, single, true);
  }

  /** Where each element of an array has one object inside, that object is a record. */
  boolean takesObjects() {
    return single || pointer.isWild();
  }
}
