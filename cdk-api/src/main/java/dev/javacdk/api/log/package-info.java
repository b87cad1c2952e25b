/** Loggers that keep secrets out of whatever log they write to. */
@NullMarked
package dev.javacdk.api.log;

import org.jspecify.annotations.NullMarked;
