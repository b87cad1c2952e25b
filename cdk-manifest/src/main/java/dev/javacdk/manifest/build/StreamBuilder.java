package dev.javacdk.manifest.build;

import dev.javacdk.api.Stream;
import dev.javacdk.api.Streams;
import dev.javacdk.api.error.SourceError;
import dev.javacdk.api.spec.Schema;
import dev.javacdk.core.problem.Place;
import dev.javacdk.core.problem.Problem;
import dev.javacdk.http.HttpApi;
import dev.javacdk.http.HttpStream;
import dev.javacdk.http.rule.Rule;
import dev.javacdk.manifest.custom.CustomComponent;
import dev.javacdk.manifest.model.Authenticator;
import dev.javacdk.manifest.model.ErrorHandler;
import dev.javacdk.manifest.model.Node;
import dev.javacdk.manifest.model.Paginator;
import dev.javacdk.manifest.model.Requester;
import dev.javacdk.manifest.model.Retriever;
import dev.javacdk.manifest.model.StreamDefinition;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream of the manifest → one of the kit. Confined to the thread that builds. */
final class StreamBuilder {

  private final Surroundings surroundings;

  /** One for each address and login, so that limits are waited for together. */
  private final Map<List<Object>, HttpApi> apis = new HashMap<>();

  /** By what was said of them. */
  private final Map<Object, Stream> built = new HashMap<>();

  StreamBuilder(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The stream; one that is refused where it cannot be built. */
  Stream build(StreamDefinition definition) {
    List<Problem> missing = Unsupported.of(definition, surroundings.replacements());
    if (!missing.isEmpty()) {
      return new RefusedStream(definition.name(), missing);
    }
    try {
      return built(definition);
    } catch (Refused e) {
      return new RefusedStream(definition.name(), List.of(e.problem()));
    } catch (SourceError | IllegalArgumentException e) {
      String said = String.valueOf(e.getMessage());
      return new RefusedStream(
          definition.name(), List.of(new Problem(Place.all("the manifest"), said)));
    }
  }

  /** The same for the same definition: a parent that is also a stream is read once. */
  private Stream built(StreamDefinition definition) {
    Object said = Objects.requireNonNull(definition.node().fields());
    Stream known = built.get(said);
    if (known == null) {
      known = made(definition);
      built.put(said, known);
    }
    return known;
  }

  private Stream made(StreamDefinition definition) {
    StreamDefinition.Declarative said = (StreamDefinition.Declarative) definition;
    Retriever.Simple retriever = (Retriever.Simple) said.retriever();
    Requester.Http requester = (Requester.Http) retriever.requester();
    PartitionsBuilder partitions =
        new PartitionsBuilder(surroundings, this::built).add(retriever.routers());
    Schema schema =
        new SchemaBuilder(surroundings, said.name()).build(said.schemas(), said.primaryKey());
    if (partitions.isEmpty()) {
      return Streams.records(said.name(), (slice, output, context) -> {})
          .schema(schema)
          .primaryKey(said.primaryKey());
    }
    String base = RequestBuilder.base(surroundings, requester);
    PagingBuilder.Paged paged =
        PagingBuilder.build(
            surroundings,
            retriever.paginator(),
            URI.create(base),
            SelectorBuilder.pointer(surroundings, retriever.selector()),
            SelectorBuilder.changes(retriever.selector(), said.transformations()));
    Slices slices =
        paged.token() == null
            ? partitions.slices()
            : partitions.slices().paged(paged.token(), paged.first());
    AuthBuilder.Shown shown = AuthBuilder.build(surroundings, requester.authenticator());
    List<Injection> injections = new ArrayList<>(paged.injected());
    injections.addAll(partitions.injections(slices, retriever.forgetsSlice()));
    injections.addAll(shown.body());
    HttpStream stream =
        api(base, requester.authenticator(), shown).stream(said.name())
            .schema(schema)
            .primaryKey(said.primaryKey())
            .paging(paged.paging());
    stream = partitions.build(stream);
    stream = new RequestBuilder(surroundings, requester, slices, injections).build(stream);
    stream = withRules(stream, requester);
    stream =
        new SelectorBuilder(surroundings, slices)
            .build(stream, retriever.selector(), said.transformations());
    return sound(stream, retriever);
  }

  private HttpStream withRules(HttpStream stream, Requester.Http requester) {
    if (!(requester.errorHandler() instanceof ErrorHandler.Custom custom)) {
      return stream;
    }
    HttpStream ruled = stream;
    for (Rule rule :
        surroundings
            .replacements()
            .built(
                surroundings,
                custom.node(),
                custom.className(),
                CustomComponent.ErrorHandler.class)) {
      ruled = ruled.when(rule.match(), rule.verdict());
    }
    return ruled;
  }

  /** What the kit finds unsound is mostly about how pages follow each other. */
  private static Stream sound(HttpStream stream, Retriever.Simple retriever) {
    if (stream.problems().isEmpty()) {
      return stream;
    }
    Paginator paginator = retriever.paginator();
    Node at = paginator == null ? retriever.node() : paginator.node();
    throw new Refused(at.problem(String.join("; ", stream.problems())));
  }

  private HttpApi api(String base, @Nullable Authenticator login, AuthBuilder.Shown shown) {
    Object fields = login == null ? "" : login.node().fields();
    return apis.computeIfAbsent(
        List.of(base, Objects.requireNonNull(fields)), key -> HttpApi.at(base).auth(shown.auth()));
  }
}
