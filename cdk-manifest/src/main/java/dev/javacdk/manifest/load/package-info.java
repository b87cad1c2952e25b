/**
 * Makes one tree of a manifest's file: text of YAML 1.1 comes in; objects come out in which nothing
 * refers to anything else, every component says its type where one is known, and has the parameters
 * of those around it. Pure but for the reading of the file; runs on the thread of the caller.
 */
@NullMarked
package dev.javacdk.manifest.load;

import org.jspecify.annotations.NullMarked;
