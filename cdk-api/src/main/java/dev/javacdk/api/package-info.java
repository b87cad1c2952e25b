/**
 * What a connector author names, in the order in which data flows: a {@link dev.javacdk.api.Source}
 * has {@link dev.javacdk.api.Stream}s; each has {@link dev.javacdk.api.Partitions}; a {@link
 * dev.javacdk.api.state.CheckpointReader} says which {@link dev.javacdk.api.state.StreamSlice} is
 * read next; a {@link dev.javacdk.api.read.PageReader} writes its records to a {@link
 * dev.javacdk.api.read.RecordOutput} and answers with {@link dev.javacdk.api.state.Progress}, which
 * becomes {@link dev.javacdk.api.state.StreamState}.
 *
 * <p>Config flows in, records and state flow out. Author code runs on threads of the kit; each type
 * says which.
 */
@NullMarked
package dev.javacdk.api;

import org.jspecify.annotations.NullMarked;
