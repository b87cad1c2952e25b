/** What one run is made of: the streams to read with their states, and what all of them share. */
@NullMarked
package dev.javacdk.core.sync;

import org.jspecify.annotations.NullMarked;
