package dev.javacdk.core.read;

/** The sequential engine. */
class ReadingOddCursorsTest extends ReadingOddCursorsContract {}
