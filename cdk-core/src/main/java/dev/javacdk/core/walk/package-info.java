/**
 * The walk over the pages of one partition: where it stands, and that it gets on. Progress flows
 * in, the next slice flows out. Pure; confined to whoever walks.
 */
@NullMarked
package dev.javacdk.core.walk;

import org.jspecify.annotations.NullMarked;
