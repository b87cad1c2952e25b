/**
 * Java in the place of a manifest's Python: what a {@code Custom...} component says flows in as
 * {@link dev.javacdk.manifest.custom.CustomFields}, a value of the kit flows out. Implementations
 * are found by {@link java.util.ServiceLoader}, and called on the thread that builds streams; what
 * they give is used on the threads that read.
 */
@NullMarked
package dev.javacdk.manifest.custom;

import org.jspecify.annotations.NullMarked;
