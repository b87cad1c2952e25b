package dev.javacdk.core.read;

/** The sequential engine. */
class ReadingIncrementallyTest extends ReadingIncrementallyContract {}
