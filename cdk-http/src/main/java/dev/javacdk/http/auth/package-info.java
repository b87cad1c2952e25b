/**
 * How requests prove who sends them: an {@link dev.javacdk.http.auth.Auth} is a value; opened for
 * one run it is an {@link dev.javacdk.http.auth.AuthSession}, shared by all streams and workers,
 * which gives each request its {@link dev.javacdk.http.auth.Credentials}.
 */
@NullMarked
package dev.javacdk.http.auth;

import org.jspecify.annotations.NullMarked;
