/**
 * Logs on their way to LOG messages: what the kit, connectors and libraries say through SLF4J, and
 * what anyone prints to {@code System.out}. Text flows in on any thread; messages flow out.
 */
@NullMarked
package dev.javacdk.core.log;

import org.jspecify.annotations.NullMarked;
