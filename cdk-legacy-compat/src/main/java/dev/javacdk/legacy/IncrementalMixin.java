package dev.javacdk.legacy;

import dev.javacdk.api.read.StateMixin;

/**
 * The former name of {@link StateMixin}; adds nothing. A stream that implements it is read exactly
 * like one that implements {@link StateMixin}. Threads as there.
 *
 * @deprecated the way forward is one line: write {@code implements StateMixin}, from {@code
 *     dev.javacdk.api}, instead
 */
@Deprecated(since = "0.1.0", forRemoval = true)
public interface IncrementalMixin extends StateMixin {}
