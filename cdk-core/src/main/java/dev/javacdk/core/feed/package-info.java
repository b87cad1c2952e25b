/**
 * Pages of a parent that is also a stream, kept for those that hang on it: what its own reading has
 * read flows in, pages that need not be asked for again flow out. In memory only, nothing of it is
 * in a state. No thread, no I/O, no clock.
 */
@NullMarked
package dev.javacdk.core.feed;

import org.jspecify.annotations.NullMarked;
