/** Tests of the package of the same name. */
@NullMarked
package dev.javacdk.testkit.hubspot;

import org.jspecify.annotations.NullMarked;
