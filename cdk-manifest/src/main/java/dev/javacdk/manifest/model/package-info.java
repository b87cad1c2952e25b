/**
 * What a manifest says, as values: the tree of {@link dev.javacdk.manifest.load.LoadedManifest}
 * comes in; sealed families of records come out, one record for each type of component, every one
 * with its place. What is wrong is collected: the problems of a stream refuse that stream only.
 * Expressions stay the text that they are. Pure; runs on the thread of the caller.
 */
@NullMarked
package dev.javacdk.manifest.model;

import org.jspecify.annotations.NullMarked;
