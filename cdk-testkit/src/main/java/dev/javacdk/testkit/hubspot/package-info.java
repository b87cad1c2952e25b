/**
 * A CRM in the shape of HubSpot's v3 API, as a preset of the local API server and as a process.
 *
 * <p>Contacts, companies, deals and notes are made from their index; requests come in as {@link
 * dev.javacdk.testkit.api.LocalApi} takes them, on one thread a connection.
 */
@NullMarked
package dev.javacdk.testkit.hubspot;

import org.jspecify.annotations.NullMarked;
