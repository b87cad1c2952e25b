/**
 * Runs a connector as a real process, kills it, and keeps account of what it delivered.
 *
 * <p>Bytes of the process's stdout flow in; out flow complete lines as {@link
 * dev.javacdk.testkit.process.ProtocolMessage}s, on one reader thread a process. From them {@link
 * dev.javacdk.testkit.process.StateLines} picks the state that the next attempt starts with, and
 * {@link dev.javacdk.testkit.process.Delivered} counts records over all attempts.
 */
@NullMarked
package dev.javacdk.testkit.process;

import org.jspecify.annotations.NullMarked;
