package dev.javacdk.core.read;

/** Odd records, read by one worker on the main thread. */
class OddRecordsTest extends OddRecordsContract {}
