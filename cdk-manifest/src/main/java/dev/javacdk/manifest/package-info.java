/** Runs low-code manifests: what a manifest says becomes values of the kit, and nothing else. */
@NullMarked
package dev.javacdk.manifest;

import org.jspecify.annotations.NullMarked;
