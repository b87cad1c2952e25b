package dev.javacdk.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rival of a benchmark: a method of the same class that does the same without the kit. A
 * result is the ratio of their speeds: 0.9 means nine tenths of the rival's speed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Beside {

  /** The rival. */
  String value();

  /** The ratio to reach; 0 where there is none. */
  double target() default 0;

  /** The values of the class's parameter that the target is about; none: all. */
  String[] of() default {};

  /**
   * Whether time is measured by a clock on the wall, because the work waits or uses many threads.
   */
  boolean wall() default false;
}
