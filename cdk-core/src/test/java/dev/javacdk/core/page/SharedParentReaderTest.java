package dev.javacdk.core.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.javacdk.api.Partitions;
import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Partition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.core.config.KitSettings;
import dev.javacdk.core.feed.PageKeeper;
import dev.javacdk.core.feed.ParentFields;
import dev.javacdk.core.ledger.ParentPage;
import dev.javacdk.core.ledger.ParentRequest;
import dev.javacdk.core.message.ExactJson;
import dev.javacdk.core.message.MessageSink;
import dev.javacdk.core.message.Messages;
import dev.javacdk.core.message.Redactor;
import dev.javacdk.core.message.StreamId;
import dev.javacdk.core.sync.KitContext;
import dev.javacdk.core.sync.LiveConfig;
import dev.javacdk.core.sync.StopSignal;
import dev.javacdk.core.sync.StreamNotices;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * A reader that remembers the page before is not asked to go on behind one that it has not read.
 */
class SharedParentReaderTest {

  /** Each reader knows which page it has read last. */
  private static final class Remembering implements Stream {
    @Override
    public String name() {
      return "parents";
    }

    @Override
    public Schema schema() {
      return Schema.any();
    }

    @Override
    public PageReader reader(Partition partition) {
      long[] last = {-1};
      return (slice, output, context) -> {
        long page = slice.cursor().number("page", 0);
        assertThat(last[0]).as("the page that this reader has read before").isIn(-1L, page - 1);
        last[0] = page;
        output.emit(ExactJson.MAPPER.createObjectNode().put("id", page));
        return Progress.next("page", page + 1);
      };
    }
  }

  private static StreamSlice page(long number) {
    return StreamSlice.of(Partition.whole(), CursorPosition.of("page", number));
  }

  @Test
  void behindATakenPageANewReaderGoesOn() throws Exception {
    Partitions.Each each = Partitions.each(new Remembering(), "id");
    Stream child =
        Streams.paged("children", (slice, output, context) -> Progress.complete()).partitions(each);
    StopSignal stop = new StopSignal();
    Messages messages =
        new Messages(
            new MessageSink(OutputStream.nullOutputStream()), new Redactor(), stop.clock());
    ObjectNode config = ExactJson.MAPPER.createObjectNode();
    KitContext context =
        new KitContext(
            Optional.empty(),
            messages,
            new LiveConfig(config, messages),
            KitSettings.takeFrom(config),
            stop);
    ParentStreams parents =
        new ParentStreams(
            child, context, stop, new StreamNotices(StreamId.of(child), new Redactor()));
    PageKeeper keeper = new PageKeeper(ParentFields.of(List.of(each)), 1_000);
    keeper.begin();
    keeper.take(ExactJson.MAPPER.createObjectNode().put("id", 1), () -> config);
    ParentPage first = parents.fetch(new ParentRequest(0, page(0)));
    ParentPage taken =
        parents.take(
            new ParentRequest(0, page(1)),
            requireNonNull(keeper.page(page(1), Progress.next("page", 2))));
    ParentPage third = parents.fetch(new ParentRequest(0, page(2)));
    assertThat(List.of(first, taken, third))
        .extracting(p -> p.partitions().get(0).text("id"))
        .containsExactly("0", "1", "2");
  }
}
