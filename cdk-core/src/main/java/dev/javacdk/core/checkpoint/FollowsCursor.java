package dev.javacdk.core.checkpoint;

import dev.javacdk.core.walk.Coverage;
import dev.javacdk.core.walk.PageSaid;

/** A checkpoint reader of an incremental stream, which must know what each page has shown. */
public interface FollowsCursor {

  /**
   * Tells what the reading of the slice given last has said, and the greatest value of the cursor
   * field on its page. In place of {@code observe(Progress)}.
   *
   * @return what a state that is written now says of what was read
   */
  Coverage observe(PageSaid said);
}
