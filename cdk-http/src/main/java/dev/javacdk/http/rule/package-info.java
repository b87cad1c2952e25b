/**
 * What is done about an answer: a {@link dev.javacdk.http.rule.Rule} pairs a {@link
 * dev.javacdk.http.rule.Match} with a {@link dev.javacdk.http.rule.Verdict}. Answers flow in,
 * verdicts flow out. Pure; safe on any thread.
 */
@NullMarked
package dev.javacdk.http.rule;

import org.jspecify.annotations.NullMarked;
