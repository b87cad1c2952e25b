package dev.javacdk.http.json;

/**
 * Where in a response the records stand. A value; safe for use by many threads.
 *
 * @param pointer to the array that holds them; with {@code *} to several, or to the one object
 *     inside each element: {@code /edges/*}{@code /node}
 * @param holds what stands there
 * @param optional where nothing stands there, there are no records; otherwise that is an error
 * @param inElements where the whole response is an array, at the place in each of its elements
 */
public record Place(Pointer pointer, Holds holds, boolean optional, boolean inElements) {

  /** What stands at a place. */
  public enum Holds {
    /** An array, whose elements are the records. */
    ARRAY,
    /** One object, which is the record. */
    OBJECT,
    /** Now the one, now the other; an empty object is no record. */
    EITHER
  }

  /** The elements of the array, or of the arrays, at this pointer. */
  public static Place of(String pointer) {
    return new Place(Pointer.of(pointer), Holds.ARRAY, false, false);
  }

  /** The object at this pointer. */
  public static Place one(String pointer) {
    return new Place(Pointer.of(pointer), Holds.OBJECT, false, false);
  }

  /**
   * The elements of the array at this pointer, or the object there, for an API that says one record
   * without the array. An empty object is no record.
   */
  public static Place arrayOrObject(String pointer) {
    return new Place(Pointer.of(pointer), Holds.EITHER, false, false);
  }

  /** The same, where the pointer may lead to nothing. */
  public Place maybe() {
    return new Place(pointer, holds, true, inElements);
  }

  /**
   * The same, and where the whole response is an array, at this place in each of its elements: for
   * an API that answers now with an object, now with a list of such.
   */
  public Place orInEachElement() {
    return new Place(pointer, holds, optional, true);
  }

  /** Whether what stands there is one object, and never an array. */
  public boolean single() {
    return holds == Holds.OBJECT;
  }

  /** Whether an object that stands there is a record: also inside each element of an array. */
  boolean takesObjects() {
    return holds != Holds.ARRAY || pointer.isWild();
  }

  /** What is expected there, for messages. */
  String words() {
    return switch (holds) {
      case ARRAY -> "an array of objects";
      case OBJECT -> "an object";
      case EITHER -> "an array of objects, or one object,";
    };
  }
}
