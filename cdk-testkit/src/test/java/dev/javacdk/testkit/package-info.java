/** Tests of the package of the same name. */
@NullMarked
package dev.javacdk.testkit;

import org.jspecify.annotations.NullMarked;
