/**
 * The traffic of a real API, recorded once and replayed in tests.
 *
 * <p>{@link dev.javacdk.testkit.recorded.Recorder} stands between a source and the API. What it has
 * seen becomes a file in three steps, each a {@code Rewriting} of every {@code Exchange}: secrets
 * become placeholders, personal values become masks, and the text is searched once more for every
 * secret in any writing. {@link dev.javacdk.testkit.recorded.RecordedApi} answers from that file.
 */
@NullMarked
package dev.javacdk.testkit.recorded;

import org.jspecify.annotations.NullMarked;
