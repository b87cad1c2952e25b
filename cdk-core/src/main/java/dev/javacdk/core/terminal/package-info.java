/**
 * What people see. Protocol messages flow in, words and tables flow out to a terminal; standard
 * error takes what is said and, below it, lines that change. Whether there is a terminal at all is
 * asked here and nowhere else.
 */
@NullMarked
package dev.javacdk.core.terminal;

import org.jspecify.annotations.NullMarked;
