/**
 * What a connector says about itself in JSON Schema: the shape of its config ({@link
 * dev.javacdk.api.spec.ConnectorSpec}) and of its records ({@link dev.javacdk.api.spec.Schema}),
 * both read off Java records. Java types flow in, JSON Schema flows out. Values; safe on any
 * thread.
 */
@NullMarked
package dev.javacdk.api.spec;

import org.jspecify.annotations.NullMarked;
