/** What the modules of the kit share and an author has no use for: nothing here is promised. */
@NullMarked
package dev.javacdk.api.internal;

import org.jspecify.annotations.NullMarked;
