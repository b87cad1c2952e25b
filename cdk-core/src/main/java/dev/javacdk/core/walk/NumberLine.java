package dev.javacdk.core.walk;

import dev.javacdk.api.cursor.Cursor;
import dev.javacdk.api.cursor.CursorValues;
import java.math.BigDecimal;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The line of numbers, of which nobody knows where it ends, nor how far apart two of them are. */
record NumberLine(Cursor cursor, CursorValues values) implements Line<BigDecimal> {

  @Override
  public NumberLine like(@Nullable String value) {
    return this;
  }

  @Override
  public BigDecimal point(String value) {
    Object number = values.order(value);
    return (BigDecimal) number;
  }

  @Override
  public String text(BigDecimal point) {
    return point.toPlainString();
  }

  @Override
  public BigDecimal origin() {
    return BigDecimal.ZERO;
  }

  @Override
  public @Nullable String now(InstantSource clock) {
    return null;
  }

  @Override
  public BigDecimal endOfWindow(BigDecimal start) {
    return windows().end(start);
  }

  @Override
  public BigDecimal stepAfter(BigDecimal last) {
    return last;
  }

  @Override
  public BigDecimal stepBefore(BigDecimal end) {
    return end;
  }
}
