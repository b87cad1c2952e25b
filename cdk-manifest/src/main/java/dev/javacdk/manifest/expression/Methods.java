package dev.javacdk.manifest.expression;

/** Calls the method of a value. */
final class Methods {

  private Methods() {}

  static Object call(Bound method, Args args, Meter meter) {
    Object self = method.self();
    String name = method.name();
    if (self instanceof String text) {
      return TextMethods.call(text, name, args, meter);
    }
    if (self instanceof Dict dict) {
      return ContainerMethods.ofDict(dict, name, args, meter);
    }
    if (self instanceof Items items) {
      return ContainerMethods.ofItems(items, name, args, meter);
    }
    if (self instanceof Moment moment) {
      return DateMethods.ofMoment(moment, name, args);
    }
    if (self instanceof Day day) {
      return DateMethods.ofDay(day, name, args);
    }
    if (self instanceof Delta delta) {
      return delta.totalSeconds();
    }
    if (self instanceof Double number) {
      return Double.isFinite(number) && number == Math.rint(number);
    }
    return (long) Numbers.big(self).abs().bitLength();
  }

  static Failure unsupported(Object self, String name) {
    return new Failure("the method '" + name + "' of " + Types.name(self) + " is not supported");
  }
}
