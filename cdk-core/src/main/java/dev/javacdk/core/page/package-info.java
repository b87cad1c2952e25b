/** One page of a stream: a slice comes in, encoded records and what the page said come out. */
@NullMarked
package dev.javacdk.core.page;

import org.jspecify.annotations.NullMarked;
