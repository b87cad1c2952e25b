package dev.javacdk.core.read;

/** The sequential engine. */
class ReadingASourceTest extends ReadingASourceContract {}
