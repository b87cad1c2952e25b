/** A connector to read first: four streams of one API, none of which has code of its own. */
@NullMarked
package dev.javacdk.examples.hubspot;

import org.jspecify.annotations.NullMarked;
