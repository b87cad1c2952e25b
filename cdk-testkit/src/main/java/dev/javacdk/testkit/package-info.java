/**
 * Fakes for tests of a connector, and below this package a scriptable API server and a runner of
 * connector processes.
 *
 * <p>In flows what a test sets by hand (the time), out flows what the code under test reads.
 * Nothing here starts a thread.
 */
@NullMarked
package dev.javacdk.testkit;

import org.jspecify.annotations.NullMarked;
