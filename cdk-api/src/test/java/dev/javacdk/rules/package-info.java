/** What holds of every module of the kit, shared by their tests. */
@NullMarked
package dev.javacdk.rules;

import org.jspecify.annotations.NullMarked;
