package dev.javacdk.flink.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.sync.Sync;
import dev.javacdk.flink.DiarySource;
import dev.javacdk.flink.job.OpenedSource;
import dev.javacdk.flink.job.SourceSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a checkpoint says of event time. */
class StandingBooksTest {

  @Test
  void streamWhoseParentCannotBeReadIsNotAllEmitted() {
    SourceSpec spec = new SourceSpec(DiarySource::new, "{}", List.of("byAuthor"), "");
    Sync sync = OpenedSource.open(spec).sync();
    StreamBooks books = StreamBooks.begin(sync.streams().get(0), sync.clock());
    ParentRequest request = books.fetch(1).orElseThrow();
    books.fetched(request, null, new IllegalStateException("gone"));
    assertThat(books.isOver()).isTrue();
    assertThat(books.failure()).isPresent();
    assertThat(new StandingBooks(books, books, Instant.now()).emittedBefore()).isEmpty();
  }
}
