/** A job of Apache Flink that reads a source of the kit. */
@NullMarked
package dev.javacdk.examples.flink;

import org.jspecify.annotations.NullMarked;
