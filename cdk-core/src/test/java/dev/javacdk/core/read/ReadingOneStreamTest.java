package dev.javacdk.core.read;

/** The sequential engine. */
class ReadingOneStreamTest extends ReadingOneStreamContract {}
