/**
 * How pages follow each other: a {@link dev.javacdk.http.paging.Paging} puts a position into a
 * call, and says from a page's {@link dev.javacdk.http.paging.PageFacts} what the next position is.
 * Values only; no position is kept here; safe on any thread.
 */
@NullMarked
package dev.javacdk.http.paging;

import org.jspecify.annotations.NullMarked;
