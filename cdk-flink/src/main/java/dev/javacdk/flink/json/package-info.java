/** JSON objects as elements of a job: what Flink has to know to send and to keep them. */
@NullMarked
package dev.javacdk.flink.json;

import org.jspecify.annotations.NullMarked;
