/**
 * Gets requests answered: an {@link dev.javacdk.http.exchange.Exchange} sends a call as often as it
 * takes, with credentials, within budgets and timeouts, judges each answer by rules, and hands the
 * accepted one to a {@link dev.javacdk.http.exchange.Reading}. Calls flow in; what was read, or an
 * error that names stream, method and URL, flows out. Runs on the thread that asks; the JDK's HTTP
 * client has threads of its own behind it.
 */
@NullMarked
package dev.javacdk.http.exchange;

import org.jspecify.annotations.NullMarked;
