/**
 * Tests that any source can be given: what it says of itself is true ({@link
 * dev.javacdk.testkit.source.SourceTests}), and nothing is lost wherever it is cut off ({@link
 * dev.javacdk.testkit.source.CrashTests}).
 */
@NullMarked
package dev.javacdk.testkit.source;

import org.jspecify.annotations.NullMarked;
