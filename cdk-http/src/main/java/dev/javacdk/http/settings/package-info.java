/** What is said of an API beside its streams: budgets, timeouts, retries, network. */
@NullMarked
package dev.javacdk.http.settings;

import org.jspecify.annotations.NullMarked;
