/**
 * Protocol messages on their way out: records through a byte template, all others as small JSON
 * objects, every one a whole line. Records, statuses, states and errors flow in; lines flow out to
 * one {@link dev.javacdk.core.message.MessageSink}, which is safe for use by many threads.
 */
@NullMarked
package dev.javacdk.core.message;

import org.jspecify.annotations.NullMarked;
