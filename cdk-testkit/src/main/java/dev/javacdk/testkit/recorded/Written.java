package dev.javacdk.testkit.recorded;

/**
 * What a recording came to be.
 *
 * @param exchanges requests with their answers
 * @param secretsHidden secrets that have a placeholder in it
 * @param personalMasked personal values that look different now; each is counted once
 * @param personalUnchanged personal values that are as they were, since no other text keeps their
 *     length and order
 * @param bodiesUnsearched bodies that are neither JSON nor text: personal values may be in them
 */
public record Written(
    int exchanges,
    int secretsHidden,
    int personalMasked,
    int personalUnchanged,
    int bodiesUnsearched) {}
