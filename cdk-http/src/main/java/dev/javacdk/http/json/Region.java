package dev.javacdk.http.json;

/**
 * Where in a body something stands, in bytes. A value.
 *
 * @param from the first byte
 * @param to the byte behind the last one
 */
public record Region(long from, long to) {}
