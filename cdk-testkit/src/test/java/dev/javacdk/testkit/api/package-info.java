/** Tests of the package of the same name. */
@NullMarked
package dev.javacdk.testkit.api;

import org.jspecify.annotations.NullMarked;
