/**
 * Positions and parts: which slice is read next, what its reading says, and what a checkpoint
 * holds.
 */
@NullMarked
package dev.javacdk.api.state;

import org.jspecify.annotations.NullMarked;
