package dev.javacdk.http;

import dev.javacdk.api.error.SystemError;
import dev.javacdk.http.exchange.Caller;
import dev.javacdk.http.exchange.Early;
import dev.javacdk.http.exchange.Outcome;
import dev.javacdk.http.exchange.Reading;
import dev.javacdk.http.exchange.Sender;
import dev.javacdk.http.fake.Reply;
import dev.javacdk.http.request.Call;
import dev.javacdk.http.request.UrlText;
import dev.javacdk.http.response.Answer;
import dev.javacdk.http.rule.Rule;
import dev.javacdk.http.rule.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers as a list says, which may change meanwhile. What is asked for ahead is answered at
 * moments that a seed chooses: at once, later and in any order, when its turn comes, or never.
 */
final class ScriptedSender implements Sender {

  private static final int MOST_REQUESTS = 4_000;

  private final Function<Call, Reply> list;
  private final Random random;
  private final List<Ahead> underWay = new ArrayList<>();
  int requests;
  int ahead;

  /** The page that was asked for last, in its turn or before. */
  int page;

  ScriptedSender(PagingScript script) {
    this.random = new Random(1);
    this.list =
        call -> {
          page = script.pageAt(UrlText.parameter(call.url(), "p"));
          return script.reply(page);
        };
  }

  ScriptedSender(Function<Call, Reply> list, long seed) {
    this.random = new Random(seed);
    this.list = list;
  }

  private final class Ahead implements Early {
    private final Call call;
    private @Nullable Reply reply;
    private boolean dropped;

    Ahead(Call call) {
      this.call = call;
    }

    /** One in eight fails; only what was accepted is kept. */
    void answer() {
      Reply now = list.apply(call);
      reply = now.status() >= 300 || random.nextInt(8) == 0 ? null : now;
      underWay.remove(this);
    }

    @Override
    public void drop() {
      dropped = true;
      underWay.remove(this);
    }
  }

  /** Time goes on: some of what is under way is answered. */
  private void goOn() {
    while (!underWay.isEmpty() && random.nextInt(3) > 0) {
      underWay.get(random.nextInt(underWay.size())).answer();
    }
  }

  @Override
  public Optional<Early> sendEarly(Call call, Caller caller, int most) {
    if (underWay.size() >= most || random.nextInt(10) == 0) {
      return Optional.empty();
    }
    Ahead early = new Ahead(call);
    underWay.add(early);
    goOn();
    return Optional.of(early);
  }

  @Override
  public <T> Outcome<T> send(Call call, Caller caller, Reading<T> reading, @Nullable Early early)
      throws Exception {
    if (++requests > MOST_REQUESTS) {
      throw new AssertionError("endless");
    }
    goOn();
    Reply reply = early instanceof Ahead sent ? taken(sent, call) : null;
    Answer answer = answer(call.url(), reply == null ? list.apply(call) : reply);
    Verdict verdict = Rule.judge(caller.rules(), answer, caller.absence());
    if (verdict instanceof Verdict.Accept) {
      return new Outcome.Read<>(reading.read(answer));
    }
    if (verdict instanceof Verdict.End) {
      return new Outcome.End<>("answered " + answer.status());
    }
    throw new SystemError("answered " + answer.status());
  }

  private @Nullable Reply taken(Ahead sent, Call call) {
    if (sent.dropped || !sent.call.equals(call)) {
      throw new AssertionError("the answer to another request is taken for " + call);
    }
    if (underWay.contains(sent)) {
      sent.answer();
    }
    ahead += sent.reply == null ? 0 : 1;
    return sent.reply;
  }

  private static Answer answer(URI url, Reply reply) throws IOException {
    return Answer.of(
        reply.status(),
        url,
        name ->
            reply.headers().stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList(),
        new ByteArrayInputStream(reply.body()),
        1 << 20);
  }

  @Override
  public Set<String> secretParameters() {
    return Set.of();
  }

  @Override
  public String words(Call call, Caller caller) {
    return caller.name() + ": " + call.url();
  }
}
