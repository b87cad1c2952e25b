/**
 * Tests that any source can be given. A {@link dev.javacdk.testkit.source.SourceTrial} says what is
 * tried; the suites run it and say what is wrong. In flows a source and an API, out flow JUnit's
 * dynamic tests:
 *
 * <ul>
 *   <li>{@link dev.javacdk.testkit.source.SourceTests}: what it says of itself is true;
 *   <li>{@link dev.javacdk.testkit.source.CrashTests}: nothing is lost wherever it is cut off;
 *   <li>{@link dev.javacdk.testkit.source.FaultTests}: nor to whatever the API answers;
 *   <li>{@link dev.javacdk.testkit.source.ChangeTests}: nor to rows that change meanwhile;
 *   <li>{@link dev.javacdk.testkit.source.ProcessTests}: nor where it is a process of its own;
 *   <li>{@link dev.javacdk.testkit.source.Simulation}: all of it, for as long as is wanted.
 * </ul>
 *
 * <p>{@link dev.javacdk.testkit.source.SourceRunner} runs a single command.
 */
@NullMarked
package dev.javacdk.testkit.source;

import org.jspecify.annotations.NullMarked;
