/**
 * The catalog in both directions: what discover says of the streams, and what the operator chose of
 * it. Definitions flow in and are checked; JSON flows out, configured streams flow in. Main thread.
 */
@NullMarked
package dev.javacdk.core.catalog;

import org.jspecify.annotations.NullMarked;
