/**
 * The expressions of low-code manifests: a template's text → a tree, parsed once → with the
 * variables of a {@code Scope}, a JSON value, a text or a truth. What Python's Jinja and the kit
 * around it make of the same template is the measure.
 *
 * <p>Python's {@code InterpolatedString} is {@code Expression.orItself().evaluate} or {@code text};
 * its {@code InterpolatedBoolean} is {@code Expression.holds}; its {@code InterpolatedMapping} and
 * the nested one are {@code ExpressionTree.evaluate}, for parameters and headers with {@code
 * Kind.TEXT, Kind.LIST}.
 *
 * <p>No reflection, no I/O, no thread, no clock but the scope's; all work is counted, so that a
 * hostile template ends with an error. Everything here may be used by many threads.
 */
@NullMarked
package dev.javacdk.manifest.expression;

import org.jspecify.annotations.NullMarked;
