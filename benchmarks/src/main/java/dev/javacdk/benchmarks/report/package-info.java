/**
 * Runs the benchmarks, all or some, and reports: a table for people, JSON for machines. Arguments
 * flow in, findings flow out.
 */
@NullMarked
package dev.javacdk.benchmarks.report;

import org.jspecify.annotations.NullMarked;
