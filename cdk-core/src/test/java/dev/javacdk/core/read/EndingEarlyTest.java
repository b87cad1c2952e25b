package dev.javacdk.core.read;

/** The sequential engine. */
class EndingEarlyTest extends EndingEarlyContract {}
