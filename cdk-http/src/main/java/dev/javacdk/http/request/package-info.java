/**
 * What is asked for: a {@link dev.javacdk.http.request.Request} has {@link
 * dev.javacdk.http.request.Hole}s; filled for a slice it is a {@link
 * dev.javacdk.http.request.Call}. Slices flow in, calls flow out. Values only; safe on any thread.
 */
@NullMarked
package dev.javacdk.http.request;

import org.jspecify.annotations.NullMarked;
