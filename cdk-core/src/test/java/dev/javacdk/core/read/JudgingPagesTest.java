package dev.javacdk.core.read;

/** With one worker, which is the calling thread. */
class JudgingPagesTest extends JudgingPagesContract {}
