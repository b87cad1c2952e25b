/**
 * What has been done so far, in numbers. Whoever reads a stream counts; any thread may look, and
 * one of its own tells people where they asked for it.
 */
@NullMarked
package dev.javacdk.core.tally;

import org.jspecify.annotations.NullMarked;
