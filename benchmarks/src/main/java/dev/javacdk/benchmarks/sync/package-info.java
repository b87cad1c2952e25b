/** What {@code sync} is measured on: a shop's API in a process of its own, and its connector. */
@NullMarked
package dev.javacdk.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
