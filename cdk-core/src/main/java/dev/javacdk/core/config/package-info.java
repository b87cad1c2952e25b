/**
 * The config on its way in: raw JSON flows in, the author's record, the kit's settings and the
 * known secrets flow out. Runs on the main thread before anything is read.
 */
@NullMarked
package dev.javacdk.core.config;

import org.jspecify.annotations.NullMarked;
