/**
 * The coordinator: one thread, that of the caller, which owns order, state and output. Deliveries
 * of the workers flow in; records, states and statuses flow out to the output, jobs to the workers.
 * Everything here is confined to that thread.
 */
@NullMarked
package dev.javacdk.concurrent.coordinator;

import org.jspecify.annotations.NullMarked;
