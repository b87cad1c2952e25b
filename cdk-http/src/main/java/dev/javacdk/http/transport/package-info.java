/** The way of bytes: one request goes out, one answer with a bounded body comes back. */
@NullMarked
package dev.javacdk.http.transport;

import org.jspecify.annotations.NullMarked;
