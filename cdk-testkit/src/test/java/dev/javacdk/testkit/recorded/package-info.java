/** Tests of recording and replaying. */
@NullMarked
package dev.javacdk.testkit.recorded;

import org.jspecify.annotations.NullMarked;
