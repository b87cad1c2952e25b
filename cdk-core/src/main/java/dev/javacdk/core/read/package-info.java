/**
 * The read loop: slices in, records and states out. A {@link dev.javacdk.core.read.ReadEngine}
 * reads the streams of a sync; the sequential one does all of it on one thread, in catalog order.
 */
@NullMarked
package dev.javacdk.core.read;

import org.jspecify.annotations.NullMarked;
