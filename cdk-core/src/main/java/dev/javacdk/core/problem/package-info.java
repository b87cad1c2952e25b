/**
 * What is wrong in what an operator handed in: any number of mistakes come in, one error comes out.
 */
@NullMarked
package dev.javacdk.core.problem;

import org.jspecify.annotations.NullMarked;
