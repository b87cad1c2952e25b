/**
 * What a manifest says, as values of the kit: a model and a config flow in, streams flow out. It
 * reads nothing and asks nothing: whatever a stream does, the kit does. The functions that the
 * streams are given (what fills a request, what is next, what becomes of a record) evaluate
 * expressions, on the threads that read.
 */
@NullMarked
package dev.javacdk.manifest.build;

import org.jspecify.annotations.NullMarked;
