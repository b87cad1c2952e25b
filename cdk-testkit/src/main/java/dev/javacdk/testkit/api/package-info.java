/**
 * A scriptable HTTP/1.1 API on loopback, for tests, demos and benchmarks.
 *
 * <p>Requests flow in over sockets: {@code Connection} reads one, {@code Pipeline} counts it, tells
 * the hooks, picks a fault, checks the authentication and asks the route, whose answer is mostly
 * one page of {@link dev.javacdk.testkit.listing.Rows} as a {@link
 * dev.javacdk.testkit.listing.Listing} says. Responses flow out on the same thread: each connection
 * has one, born in {@code ServerThreads}.
 */
@NullMarked
package dev.javacdk.testkit.api;

import org.jspecify.annotations.NullMarked;
