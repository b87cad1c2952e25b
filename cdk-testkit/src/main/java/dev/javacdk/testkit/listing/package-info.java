/** What a scripted API lists: rows and how they are paged come in, pages come out. */
@NullMarked
package dev.javacdk.testkit.listing;

import org.jspecify.annotations.NullMarked;
