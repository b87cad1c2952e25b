/**
 * State in and out: what came in with {@code --state}, the wire form of a stream's state, and the
 * manager that makes STATE messages. Confined to the thread that writes output.
 */
@NullMarked
package dev.javacdk.core.state;

import org.jspecify.annotations.NullMarked;
