/**
 * States of the old shape: one value of a state file flows in, states by stream flow out. Found by
 * {@link java.util.ServiceLoader}; runs on the main thread.
 */
@NullMarked
package dev.javacdk.legacy.state;

import org.jspecify.annotations.NullMarked;
