/**
 * A manifest on the command line: arguments and a file flow in; the commands of a connector, or an
 * answer about the manifest itself, flow out. Runs on the main thread.
 */
@NullMarked
package dev.javacdk.manifest.cli;

import org.jspecify.annotations.NullMarked;
