package dev.javacdk.core.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.javacdk.api.state.StreamState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A state as it is written: one JSON object in UTF-8, in pieces that follow each other. What two
 * states have in common may be the same piece in both, and is copied only where a line is written.
 * Nothing changes a piece once it is in a state. A value; safe for use by many threads.
 */
public final class EncodedState {

  private static final EncodedState COMPLETE = of(StateJson.text(StreamState.complete()));

  private final List<byte[]> pieces;
  private final long length;

  /** Of these pieces, of which the last one is not empty. */
  EncodedState(List<byte[]> pieces) {
    this.pieces = List.copyOf(pieces);
    this.length = this.pieces.stream().mapToLong(piece -> piece.length).sum();
  }

  /** A state that is written as JSON already. */
  public static EncodedState of(String json) {
    return new EncodedState(List.of(json.getBytes(UTF_8)));
  }

  /** Of a stream. */
  public static EncodedState of(StreamState state) {
    return state.isComplete() ? COMPLETE : of(StateJson.text(state));
  }

  /** How many bytes it has. */
  public long length() {
    return length;
  }

  /** Whether it says that everything was read. */
  public boolean isComplete() {
    return isSameAs(COMPLETE);
  }

  /** The JSON object as text. */
  public String text() {
    return text(pieces);
  }

  static String text(List<byte[]> pieces) {
    byte[] whole = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
    int length = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, whole, length, piece.length);
      length += piece.length;
    }
    return new String(whole, UTF_8);
  }

  List<byte[]> pieces() {
    return pieces;
  }

  /** Whether the other is the same, byte for byte, however it is cut into pieces. */
  @SuppressWarnings("ReferenceEquality") // Of pieces that are shared, so as not to look into them.
  public boolean isSameAs(EncodedState other) {
    if (length != other.length) {
      return false;
    }
    int own = 0;
    int its = 0;
    int ownFrom = 0;
    int itsFrom = 0;
    for (long left = length; left > 0; ) {
      byte[] piece = pieces.get(own);
      byte[] beside = other.pieces.get(its);
      int both = Math.min(piece.length - ownFrom, beside.length - itsFrom);
      boolean isShared = piece == beside && ownFrom == itsFrom;
      if (!isShared
          && !Arrays.equals(piece, ownFrom, ownFrom + both, beside, itsFrom, itsFrom + both)) {
        return false;
      }
      left -= both;
      ownFrom += both;
      itsFrom += both;
      if (ownFrom == piece.length) {
        own++;
        ownFrom = 0;
      }
      if (itsFrom == beside.length) {
        its++;
        itsFrom = 0;
      }
    }
    return true;
  }

  /** The same with one more member, which is written as JSON already. */
  EncodedState with(String member) {
    String added = (length > "{}".length() ? "," : "") + member + "}";
    byte[] last = pieces.get(pieces.size() - 1);
    List<byte[]> longer = new ArrayList<>(pieces);
    longer.set(pieces.size() - 1, Arrays.copyOf(last, last.length - 1));
    longer.add(added.getBytes(UTF_8));
    return new EncodedState(longer);
  }

  /** As text. */
  @Override
  public String toString() {
    return text();
  }
}
