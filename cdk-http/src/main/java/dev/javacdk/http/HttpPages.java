package dev.javacdk.http;

import dev.javacdk.api.CheckContext;
import dev.javacdk.api.Partitions;
import dev.javacdk.api.error.SystemError;
import dev.javacdk.api.error.TransientError;
import dev.javacdk.api.log.SafeLogs;
import dev.javacdk.api.read.PageReader;
import dev.javacdk.api.read.ReadContext;
import dev.javacdk.api.read.RecordOutput;
import dev.javacdk.api.state.CursorPosition;
import dev.javacdk.api.state.Progress;
import dev.javacdk.api.state.StreamSlice;
import dev.javacdk.http.exchange.Caller;
import dev.javacdk.http.exchange.Early;
import dev.javacdk.http.exchange.Outcome;
import dev.javacdk.http.exchange.Sender;
import dev.javacdk.http.paging.Declared;
import dev.javacdk.http.paging.Opening;
import dev.javacdk.http.paging.PageFacts;
import dev.javacdk.http.paging.PageTrail;
import dev.javacdk.http.paging.Pages;
import dev.javacdk.http.paging.Paging;
import dev.javacdk.http.paging.Turn;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.ParentField;
import dev.javacdk.http.request.Request;
import dev.javacdk.http.request.SliceValues;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.rule.Absence;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;

/**
 * Reads the pages of one partition of an HTTP stream. It remembers only what one answer alone
 * cannot tell; that may be lost. Confined to the thread that reads its partition.
 */
final class HttpPages implements PageReader {

  private static final Logger LOG = SafeLogs.of(HttpPages.class);

  /** How often an overlap is begun again because a page of it broke off. */
  private static final int OVERLAPS = 5;

  /** How often a page is read again because rows have moved past it. */
  private static final int MOVES = 5;

  private final URI base;
  private final Sender sender;
  private final Definition definition;
  private final Paging paging;
  private final Partitions partitions;
  private final PageTrail trail;
  private final Moves moves;
  private final ReadAhead ahead;
  private final boolean ofParent;
  private boolean begun;

  HttpPages(
      URI base,
      Sender sender,
      Definition definition,
      Paging paging,
      Partitions partitions,
      Declared declared) {
    this.base = base;
    this.sender = sender;
    this.definition = definition;
    this.paging = paging;
    this.partitions = partitions;
    this.trail = new PageTrail(declared);
    this.moves = new Moves(definition.name, definition.primaryKey());
    this.ahead = new ReadAhead(definition.name, sender);
    this.ofParent = definition.holes().stream().anyMatch(ParentField.class::isInstance);
  }

  @Override
  public Progress readPage(StreamSlice slice, RecordOutput output, ReadContext context)
      throws Exception {
    CursorPosition wanted = slice.cursor();
    OptionalInt size = paging.pageSize();
    Paging sized = size.isEmpty() ? paging : paging.pageSize(context.pageSize(size.getAsInt()));
    Reading reading = new Reading(Pages.of(sized), slice, output, context);
    if (!reading.pages.takes(wanted)) {
      return Progress.restart(
          definition.name + ": position " + wanted + " is none of its paging by " + paging.words());
    }
    CursorPosition counted = reading.pages.counted(wanted, size.orElse(0));
    if (counted.isStart() && !wanted.isStart()) {
      return Progress.restart(
          "%s: position %s counts pages of another size than %d"
              .formatted(definition.name, wanted, sized.pageSize().orElse(0)));
    }
    reading.resumed = !begun && !wanted.isStart();
    begun = true;
    if (wanted.isStart() || reading.resumed) {
      moves.begin(wanted);
    }
    boolean goesOn = false;
    try {
      Progress progress =
          reading.resumed && slice.since() == null && paging.overlap() > 0
              ? reading.overlapped(counted)
              : reading.page(counted);
      goesOn = progress instanceof Progress.Next;
      return progress;
    } finally {
      if (!goesOn) {
        ahead.drop();
      }
    }
  }

  /** One call of {@link #readPage}. */
  private final class Reading {

    private final Pages pages;
    private final StreamSlice slice;
    private final RecordOutput output;
    private final ReadContext context;
    private final SealedPositions seals;
    private final int mostAhead;
    private boolean resumed;
    private boolean overlaps;
    private boolean brokeOff;

    Reading(Pages pages, StreamSlice slice, RecordOutput output, ReadContext context) {
      this.pages = pages;
      this.slice = slice;
      this.output = output;
      this.context = context;
      this.seals = new SealedPositions(pages, context, sender.secretParameters());
      this.mostAhead =
          context instanceof CheckContext || !ahead.isOfUse()
              ? 0
              : pages.mostAhead(context::pagesAhead);
    }

    /**
     * Pages before this one, too. What the output holds of them is dropped where one breaks off.
     */
    Progress overlapped(CursorPosition wanted) throws Exception {
      overlaps = true;
      for (int tries = 0; tries < OVERLAPS; tries++) {
        brokeOff = false;
        Progress progress = page(pages.resume(wanted));
        brokeOff = false;
        for (int more = 0;
            more < paging.overlap() && !brokeOff && progress instanceof Progress.Next next;
            more++) {
          progress = page(next.position());
        }
        if (!brokeOff) {
          return progress;
        }
        LOG.debug("stream '{}': a page broke off, its overlap is read again", definition.name);
        boolean unseen = output.discardPage();
        LOG.debug("stream '{}': the overlap repeats: {}", definition.name, !unseen);
      }
      throw new TransientError(
          "stream '%s': a page behind %s broke off %d times"
              .formatted(definition.name, wanted, OVERLAPS));
    }

    Progress page(CursorPosition position) throws Exception {
      CursorPosition asked = position;
      boolean reopened = false;
      int again = 0;
      long moved = 0;
      while (true) {
        boolean takenUp = pages.toOpen(asked).isEmpty() && paging.opening().isPresent();
        Opening opening = pages.toOpen(asked).orElse(null);
        if (opening != null) {
          Outcome<JsonNode> opened = open(opening);
          if (!(opened instanceof Outcome.Read<JsonNode> read)) {
            return settled(opened, asked);
          }
          asked = pages.opened(asked, read.value());
        }
        Call own = own(asked);
        Caller caller = caller(position, asked, takenUp);
        RowWatch watch = moves.watch(pages, asked);
        PageOfRecords page = page(pages, asked, watch, pages.beginsAtEdge(asked));
        Call call = call(pages, own, asked);
        Call sent = definition.prepare.apply(call);
        Early early = ahead.take(sent);
        CursorPosition at = asked;
        if (early != null) {
          askAhead(() -> pages.forecastBehind(at, ReadAhead.window(mostAhead), trail));
        }
        page.first(answer -> glance(answer, at, own));
        Outcome<PageFacts> outcome = sender.send(sent, caller, page, early);
        brokeOff |= page.brokeOff();
        if (outcome instanceof Outcome.Restart<PageFacts>
            && pages.outlivesOpening(asked)
            && takenUp
            && !reopened) {
          reopened = true;
          asked = pages.unopened(asked);
          continue;
        }
        if (!(outcome instanceof Outcome.Read<PageFacts> read)) {
          return settled(outcome, asked);
        }
        // What breaks off behind pages that were read again has dropped them, too.
        boolean dropped = moved > 0 && page.brokeOff();
        moved = dropped ? moved : moves.movedUp(pages, asked, read.value(), watch, this::another);
        if (moved > 0 && early != null) {
          // The answer may be older than that of the page before: asked for now, it may be none.
          moved = moves.unsaid();
          ahead.drop();
          output.discardPage();
          continue;
        }
        if (moved > 0 && readAgain(asked, again)) {
          again++;
          continue;
        }
        if (dropped) {
          throw new TransientError(
              "stream '%s': the page at %s broke off %d times"
                  .formatted(definition.name, asked, again));
        }
        moves.read(pages, read.value(), watch);
        Turn turn = turn(asked, read.value(), call, caller);
        page.requireWanted();
        if (turn instanceof Turn.Next next) {
          CursorPosition behind = seals.seal(moves.marked(next.position()), own);
          askAhead(() -> pages.forecast(behind, read.value(), ReadAhead.window(mostAhead), trail));
          return Progress.next(behind);
        }
        if (turn instanceof Turn.End end) {
          if (end.repeated() && !overlaps && !output.discardPage()) {
            LOG.debug("stream '{}': the last page repeats", definition.name);
          }
          return Progress.complete();
        }
      }
    }

    /** Where the answer says the next position, it is asked for before its records are read. */
    private void glance(Answer answer, CursorPosition asked, Call own) {
      if (mostAhead > 0 && answer.isHeld() && definition.format.hasPlaces()) {
        askAhead(
            () -> pages.glance(asked, answer).map(next -> seals.seal(next, own)).stream().toList());
      }
    }

    private void askAhead(Supplier<List<CursorPosition>> positions) {
      if (mostAhead > 0 && !overlaps) {
        ahead.ask(
            mostAhead,
            positions,
            at -> definition.prepare.apply(call(pages, own(at), at)),
            at -> caller(at, at, false));
      }
    }

    /** Rows have moved past this page's position: reads the pages before it again, where it can. */
    private boolean readAgain(CursorPosition asked, int again) throws Exception {
      if (overlaps) {
        // The overlap begins anew, and reads all of it.
        brokeOff = true;
        return false;
      }
      if (again >= MOVES) {
        moves.sayRestless(asked);
        return false;
      }
      if (!pages.goesBack() || (definition.isAscending() && definition.primaryKey().isEmpty())) {
        moves.say("and some may have been missed: the page before cannot be read again");
        return false;
      }
      boolean unseen = true;
      boolean rests = false;
      for (int tries = 0; !rests && tries < MOVES; tries++) {
        unseen &= output.discardPage();
        brokeOff = false;
        rests = moves.readAgain(pages, asked, this::another, output::discardPage);
        rests &= !brokeOff;
      }
      if (!rests && !brokeOff) {
        moves.sayRestless(asked);
      }
      LOG.debug("stream '{}': rows moved before {}, repeats: {}", definition.name, asked, !unseen);
      if (brokeOff) {
        throw new TransientError(
            "stream '%s': the pages before %s broke off %d times"
                .formatted(definition.name, asked, MOVES));
      }
      return true;
    }

    /** Another page than the one that is wanted; null where there is none. */
    private @Nullable PageFacts another(Pages pages, CursorPosition position, RowWatch watch)
        throws Exception {
      PageOfRecords page = page(pages, position, watch, false);
      Call call = definition.prepare.apply(call(pages, own(position), position));
      Caller caller = caller(position, position, false);
      Outcome<PageFacts> outcome = sender.send(call, caller, page);
      brokeOff |= page.brokeOff();
      page.requireWanted();
      return outcome instanceof Outcome.Read<PageFacts> read ? read.value() : null;
    }

    private PageOfRecords page(
        Pages pages, CursorPosition asked, @Nullable RowWatch watch, boolean overlaps) {
      SliceValues values = new SliceValues(slice.at(asked), partitions);
      return new PageOfRecords(definition, pages, values, output, context, watch, overlaps);
    }

    private Call call(Pages pages, Call own, CursorPosition position) {
      return seals
          .follow(own, pages.at(own, position))
          .headerIfAbsent("Accept", definition.format.accept());
    }

    private Turn turn(CursorPosition asked, PageFacts facts, Call call, Caller caller) {
      Turn turn;
      try {
        turn = pages.turn(asked, facts, trail);
      } catch (SystemError e) {
        throw new SystemError(sender.words(call, caller) + ": " + e.getMessage(), e);
      }
      List<String> warnings =
          turn instanceof Turn.Next next
              ? next.warnings()
              : turn instanceof Turn.End end ? end.warnings() : List.of();
      warnings.forEach(warning -> LOG.warn("{}: {}", sender.words(call, caller), warning));
      return turn;
    }

    private Call own(CursorPosition asked) {
      Request following = pages.isFirst(asked) ? null : definition.following;
      return (following == null ? definition.request : following)
          .fill(base, slice.at(asked), partitions, path -> pages.path(path, asked));
    }

    private Caller caller(CursorPosition position, CursorPosition asked, boolean takenUp) {
      Absence absence = Absence.ERROR;
      if (pages.isPastEnd(asked)) {
        absence = Absence.END;
      } else if (takenUp) {
        absence = Absence.EXPIRED;
      } else if (position.isStart()) {
        absence = ofParent ? Absence.GONE : Absence.ERROR;
      } else if (pages.areOpaque()) {
        // Where the parent's row was deleted meanwhile, the first page says so.
        Absence now = ofParent ? Absence.EXPIRED : Absence.ERROR;
        absence = resumed ? Absence.FORGOTTEN : now;
      } else {
        absence = resumed || ofParent ? Absence.SHRUNK : Absence.DEEP;
      }
      return new Caller("stream '" + definition.name + "'", context, definition.rules, absence);
    }

    private Outcome<JsonNode> open(Opening opening) throws Exception {
      Call call = opening.request().fill(base, slice, partitions);
      call = call.headerIfAbsent("Accept", "application/json");
      Caller caller = caller(slice.cursor(), slice.cursor(), false);
      Outcome<JsonNode> opened = sender.send(definition.prepare.apply(call), caller, Answer::json);
      if (!(opened instanceof Outcome.Read<JsonNode> read)) {
        return opened;
      }
      JsonNode id = opening.id().in(read.value());
      if (id == null || id.isNull()) {
        throw new SystemError(
            sender.words(call, caller)
                + ": the answer has no "
                + opening.id()
                + ", with which pages are asked for");
      }
      return new Outcome.Read<>(id);
    }

    private <T> Progress settled(Outcome<T> outcome, CursorPosition asked) {
      if (outcome instanceof Outcome.Restart<T> restart) {
        return Progress.restart(restart.reason());
      }
      if (outcome instanceof Outcome.Gone<T> gone) {
        return Progress.gone(gone.reason());
      }
      if (outcome instanceof Outcome.End<T> end) {
        pages.endedBy(end.reason(), asked, trail).ifPresent(LOG::warn);
        return Progress.complete();
      }
      LOG.warn("{}; skipped", ((Outcome.Skip<T>) outcome).reason());
      return Progress.complete();
    }
  }
}
