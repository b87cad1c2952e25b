/**
 * HTTP streams as an author writes them: an {@link dev.javacdk.http.HttpApi} has {@link
 * dev.javacdk.http.HttpStream}s, whose holes decide what they are.
 *
 * <p>A slice flows in; it fills a {@code request}; the {@code paging} puts its position there; the
 * {@code exchange} sends it with {@code auth}, and judges the {@code response} by {@code rule}; its
 * records flow out, and the position of the next page. Runs on the thread that reads the partition.
 */
@NullMarked
package dev.javacdk.http;

import org.jspecify.annotations.NullMarked;
