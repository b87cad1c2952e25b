/**
 * How pages follow each other: a {@link dev.javacdk.http.paging.Paging} puts a position into a
 * call, and says from a page's {@link dev.javacdk.http.paging.PageFacts} what the next position is.
 * What an author says is values, safe on any thread; what follows one listing, as {@code Ending}
 * does, is confined to the thread that reads it.
 */
@NullMarked
package dev.javacdk.http.paging;

import org.jspecify.annotations.NullMarked;
