/** What a hand-written reader meets: a slice comes in, records and how to go on come out. */
@NullMarked
package dev.javacdk.api.read;

import org.jspecify.annotations.NullMarked;
