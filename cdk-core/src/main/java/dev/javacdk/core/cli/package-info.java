/**
 * The command line: arguments and files flow in, protocol messages and an exit code flow out. Runs
 * on the main thread; wires the other packages together and holds no logic of theirs.
 */
@NullMarked
package dev.javacdk.core.cli;

import org.jspecify.annotations.NullMarked;
