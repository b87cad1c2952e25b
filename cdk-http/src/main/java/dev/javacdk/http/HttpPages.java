package dev.javacdk.http;

import dev.javacdk.api.CursorPosition;
import dev.javacdk.api.PageReader;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.Progress;
import dev.javacdk.api.ReadContext;
import dev.javacdk.api.RecordOutput;
import dev.javacdk.api.StreamSlice;
import dev.javacdk.http.exchange.Caller;
import dev.javacdk.http.exchange.Exchange;
import dev.javacdk.http.exchange.Outcome;
import dev.javacdk.http.paging.PageFacts;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.ParentField;
import java.net.URI;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pages of one partition of an HTTP stream. Its only state is whether it has begun: a
 * resumed full refresh over shifting positions may read some pages again. Confined to the thread
 * that reads its partition.
 */
final class HttpPages implements PageReader {

  private static final Logger LOG = LoggerFactory.getLogger(HttpPages.class);

  private final URI base;
  private final Exchange exchange;
  private final Definition definition;
  private final Paging paging;
  private final Partitions partitions;
  private final boolean ofParent;
  private boolean begun;

  HttpPages(
      URI base, Exchange exchange, Definition definition, Paging paging, Partitions partitions) {
    this.base = base;
    this.exchange = exchange;
    this.definition = definition;
    this.paging = paging;
    this.partitions = partitions;
    this.ofParent = definition.holes().stream().anyMatch(ParentField.class::isInstance);
  }

  @Override
  public Progress readPage(StreamSlice slice, RecordOutput output, ReadContext context)
      throws Exception {
    CursorPosition wanted = slice.cursor();
    if (!paging.takes(wanted)) {
      return Progress.restart(
          definition.name + ": position " + wanted + " is none of its paging by " + paging.words());
    }
    OptionalInt size = paging.pageSize();
    Paging sized = size.isEmpty() ? paging : paging.pageSize(context.pageSize(size.getAsInt()));
    boolean resumed = !begun && slice.since() == null;
    begun = true;
    if (!resumed || paging.overlap() == 0 || wanted.isStart()) {
      return page(sized, slice, output, context);
    }
    Progress progress = page(sized, slice.at(sized.resume(wanted)), output, context);
    for (int pages = 0;
        pages < paging.overlap() && progress instanceof Progress.Next next;
        pages++) {
      progress = page(sized, slice.at(next.position()), output, context);
    }
    return progress;
  }

  private Progress page(Paging sized, StreamSlice slice, RecordOutput output, ReadContext context)
      throws Exception {
    Call call = sized.at(definition.request.fill(base, slice, partitions), slice.cursor());
    call = call.headerIfAbsent("Accept", definition.format.accept());
    Caller caller =
        new Caller(
            "stream '" + definition.name + "'",
            context,
            definition.rules,
            ofParent && slice.cursor().isStart());
    PageOfRecords page = new PageOfRecords(definition, sized, slice, partitions, output);
    Outcome<PageFacts> outcome = exchange.send(definition.prepare.apply(call), caller, page);
    return progress(sized, outcome, slice.cursor());
  }

  private Progress progress(Paging sized, Outcome<PageFacts> outcome, CursorPosition asked) {
    if (outcome instanceof Outcome.Read<PageFacts> read) {
      PageFacts facts = read.value().hiding(exchange.secretParameters());
      return sized.next(asked, facts).map(Progress::next).orElse(Progress.complete());
    }
    if (outcome instanceof Outcome.Restart<PageFacts> restart) {
      return Progress.restart(restart.reason());
    }
    if (outcome instanceof Outcome.Gone<PageFacts> gone) {
      return Progress.gone(gone.reason());
    }
    LOG.warn("{}; skipped", ((Outcome.Skip<PageFacts>) outcome).reason());
    return Progress.complete();
  }
}
