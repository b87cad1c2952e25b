package dev.javacdk.core.read;

/** By the sequential engine. */
class MarkedReadingTest extends MarkedReadingContract {}
