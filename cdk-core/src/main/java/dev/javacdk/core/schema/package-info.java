/**
 * JSON Schema as the kit uses it: a schema flows in, what does not fit it flows out. Used on the
 * main thread for configs, and on the thread that reads for records.
 */
@NullMarked
package dev.javacdk.core.schema;

import org.jspecify.annotations.NullMarked;
