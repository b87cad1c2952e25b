package dev.javacdk.core.read;

/** The sequential engine. */
class ReadingOddRecordsTest extends ReadingOddRecordsContract {}
