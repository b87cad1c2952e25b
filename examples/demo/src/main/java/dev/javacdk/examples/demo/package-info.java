/**
 * What an operator would try first: a connector is killed midway and started again. A local API
 * plays HubSpot; the connector runs as a process of its own; a report flows out on stdout.
 */
@NullMarked
package dev.javacdk.examples.demo;

import org.jspecify.annotations.NullMarked;
