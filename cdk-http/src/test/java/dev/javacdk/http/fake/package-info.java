/**
 * Stand-ins for what surrounds an HTTP stream: a server that misbehaves on request, an output, a
 * kit.
 */
@NullMarked
package dev.javacdk.http.fake;

import org.jspecify.annotations.NullMarked;
