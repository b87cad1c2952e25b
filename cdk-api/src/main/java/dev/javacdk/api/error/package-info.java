/**
 * How a connector says that something went wrong: one sealed family with one message for the user
 * and one for whoever debugs. Flows out of author code and of the kit; becomes {@code TRACE ERROR}
 * messages. Holds values only; safe on any thread.
 */
@NullMarked
package dev.javacdk.api.error;

import org.jspecify.annotations.NullMarked;
