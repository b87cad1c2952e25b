package dev.javacdk.manifest.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.javacdk.manifest.load.ManifestFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** {@code everything.yaml} has each type of component at least once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryComponentTest {

  private final Manifest manifest = everything();

  private static Manifest everything() {
    try (InputStream in = EveryComponentTest.class.getResourceAsStream("everything.yaml")) {
      return Manifest.read(ManifestFile.load("everything.yaml", Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingIsWrongWithAnyOfThem() {
    assertThat(manifest.allProblems()).isEmpty();
    assertThat(manifest.streams())
        .extracting(StreamDefinition::name)
        .containsExactly("pets", "visits", "counters", "regions", "reports", "events", "logins");
  }

  @Test
  void theSourceIsRead() {
    assertThat(manifest.version()).isEqualTo("6.0.0");
    Check.Streams check = (Check.Streams) manifest.check();
    assertThat(check.names()).containsExactly("pets");
    assertThat(check.dynamic().get(0).count()).isEqualTo(2);
    Manifest.Concurrency concurrency = Objects.requireNonNull(manifest.concurrency());
    assertThat(concurrency.level().stringValue()).contains("workers");
    assertThat(concurrency.most()).isEqualTo(9);
    assertThat(Objects.requireNonNull(manifest.mostJobs()).intValue()).isEqualTo(4);
  }

  @Test
  void theBudgetIsRead() {
    CallBudget budget = Objects.requireNonNull(manifest.budget());
    assertThat(budget.resetHeader()).isEqualTo("x-reset");
    assertThat(budget.remainingHeader()).isEqualTo("ratelimit-remaining");
    assertThat(budget.limitStatuses()).containsExactly(429);
    assertThat(budget.policies())
        .hasExactlyElementsOfTypes(
            CallBudget.Policy.FixedWindow.class,
            CallBudget.Policy.MovingWindow.class,
            CallBudget.Policy.Unlimited.class);
    assertThat(budget.policies().get(0).matchers().get(0).pathPattern()).isEqualTo("/pets/.*");
  }

  @Test
  void theSpecIsRead() {
    Spec spec = Objects.requireNonNull(manifest.spec());
    assertThat(spec.schema().at("/properties/key/airbyte_secret").booleanValue()).isTrue();
    assertThat(spec.documentationUrl()).isEqualTo("https://example.com/docs");
    assertThat(spec.rules().migrations().get(0).changes())
        .hasExactlyElementsOfTypes(Spec.Change.Remap.class, Spec.Change.Remove.class);
    assertThat(spec.rules().transformations()).hasExactlyElementsOfTypes(Spec.Change.Add.class);
    assertThat(spec.rules().validations())
        .hasExactlyElementsOfTypes(Spec.Validation.AtPath.class, Spec.Validation.OfValue.class);
  }

  @Test
  void olderWordsForAUrlMeanTheSame() {
    Requester.Http pets = requester("pets");
    assertThat(pets.url()).isEqualTo("https://example.com/v1");
    assertThat(pets.path()).isEqualTo("/pets");
    assertThat(pets.method()).isEqualTo("GET");
    assertThat(pets.authenticator()).isInstanceOf(Authenticator.None.class);
    assertThat(pets.node().place().path()).isEqualTo("streams[0].retriever.requester");
    assertThat(pets.node().place().in()).isEqualTo("stream 'pets'");
    assertThat(requester("visits").url()).endsWith("/visits");
    assertThat(requester("visits").path()).isEmpty();
  }

  @Test
  void bodiesAreOneFamilyHoweverTheyAreWritten() {
    assertThat(requester("visits").body())
        .isEqualTo(new Requester.Body.Json(JsonMapper.shared().createObjectNode().put("a", 1)));
    assertThat(requester("counters").body())
        .isEqualTo(new Requester.Body.JsonExpression("{'a': {{ config['a'] }}}"));
    assertThat(requester("regions").body()).isInstanceOf(Requester.Body.Form.class);
    Retriever.Async reports = (Retriever.Async) stream("reports").retriever();
    assertThat(((Requester.Http) reports.requests().create()).body())
        .isEqualTo(new Requester.Body.Text("raw {{ 1 }}"));
    assertThat(requester("logins").body()).isInstanceOf(Requester.Body.GraphQl.class);
  }

  @Test
  void primaryKeysAreListsOfPaths() {
    assertThat(stream("pets").primaryKey()).containsExactly(List.of("id"));
    assertThat(stream("visits").primaryKey())
        .containsExactly(List.of("visit", "id"), List.of("day"));
    assertThat(stream("counters").primaryKey()).containsExactly(List.of("id"), List.of("day"));
    assertThat(stream("regions").primaryKey()).isEmpty();
  }

  @Test
  void cursorsAreRead() {
    IncrementalSync.DatetimeBased cursor =
        (IncrementalSync.DatetimeBased) Objects.requireNonNull(stream("visits").cursor());
    assertThat(cursor.field()).isEqualTo("updated_at");
    assertThat(cursor.formats()).containsExactly("%s", "%Y-%m-%d");
    assertThat(cursor.start().least()).isEqualTo("2020-01-01");
    assertThat(cursor.end())
        .extracting(IncrementalSync.Moment::datetime)
        .isEqualTo("{{ now_utc() }}");
    assertThat(cursor.startOption()).extracting(RequestOption.Field::name).isEqualTo("since");
    assertThat(cursor.endOption())
        .extracting(RequestOption.Field::path)
        .isEqualTo(List.of("filter", "until"));
    assertThat(cursor.ways()).isEqualTo(new IncrementalSync.Ways(true, false, true, true, false));
    assertThat(cursor.clamping()).extracting(IncrementalSync.Clamping::target).isEqualTo("WEEK");
    assertThat(stream("counters").cursor())
        .asInstanceOf(type(IncrementalSync.Counting.class))
        .satisfies(counting -> assertThat(counting.start()).hasToString("5"));
  }

  @Test
  void partsAreRead() {
    assertThat(simple("regions").routers())
        .hasExactlyElementsOfTypes(
            PartitionRouter.Values.class,
            PartitionRouter.Values.class,
            PartitionRouter.Grouping.class);
    PartitionRouter.Substream router =
        (PartitionRouter.Substream) simple("visits").routers().get(0);
    PartitionRouter.Parent parent = router.parents().get(0);
    assertThat(parent.stream().name()).isEqualTo("pets");
    assertThat(parent.key()).isEqualTo("id");
    assertThat(parent.onlyChanged()).isTrue();
    assertThat(parent.extraFields()).containsExactly(List.of("name"), List.of("owner", "id"));
    assertThat(parent.stream().node().place().path())
        .isEqualTo("streams[1].retriever.partition_router.parent_stream_configs[0].stream");
  }

  @Test
  void pagesAreRead() {
    Paginator.Default visits =
        (Paginator.Default) Objects.requireNonNull(simple("visits").paginator());
    assertThat(visits.token()).isInstanceOf(RequestOption.Url.class);
    assertThat(visits.strategy())
        .asInstanceOf(type(Paginator.Strategy.Cursor.class))
        .satisfies(cursor -> assertThat(cursor.decoder()).isInstanceOf(Decoder.Xml.class));
    Paginator.Default counters =
        (Paginator.Default) Objects.requireNonNull(simple("counters").paginator());
    assertThat(counters.strategy())
        .asInstanceOf(type(Paginator.Strategy.PageIncrement.class))
        .satisfies(pages -> {
          assertThat(pages.start()).isOne();
          assertThat(pages.sentAtStart()).isTrue();
        });
    assertThat(simple("logins").paginator()).isInstanceOf(Paginator.None.class);
  }

  @Test
  void olderDecodersMeanTheSameAsNewerOnes() {
    assertThat(simple("regions").decoder())
        .asInstanceOf(type(Decoder.Gzip.class))
        .extracting(Decoder.Gzip::inner)
        .isInstanceOf(Decoder.JsonLines.class);
    Decoder.Zip zip = (Decoder.Zip) Objects.requireNonNull(simple("visits").decoder());
    assertThat(((Decoder.Csv) ((Decoder.Gzip) zip.inner()).inner()).delimiter()).isEqualTo(";");
  }

  @Test
  void transformationsAndSchemasAreRead() {
    assertThat(stream("visits").transformations())
        .hasExactlyElementsOfTypes(
            Transformation.AddFields.class,
            Transformation.RemoveFields.class,
            Transformation.KeysToLower.class,
            Transformation.KeysToSnakeCase.class,
            Transformation.KeysReplace.class,
            Transformation.FlattenFields.class,
            Transformation.DpathFlattenFields.class);
    assertThat(stream("visits").schemas())
        .hasExactlyElementsOfTypes(
            SchemaLoader.Inline.class, SchemaLoader.JsonFile.class, SchemaLoader.Dynamic.class);
    RecordSelector selector = simple("visits").selector();
    assertThat(selector.normalization()).isInstanceOf(RecordSelector.Normalization.Default.class);
    assertThat(selector.transformsFirst()).isTrue();
    assertThat(selector.extractor()).isInstanceOf(RecordSelector.Extractor.Combined.class);
  }

  @Test
  void errorHandlersAreRead() {
    ErrorHandler.Composite composite =
        (ErrorHandler.Composite) Objects.requireNonNull(requester("visits").errorHandler());
    ErrorHandler.Default first = (ErrorHandler.Default) composite.handlers().get(0);
    assertThat(first.filters().get(0).action()).isEqualTo(ErrorHandler.Action.IGNORE);
    assertThat(first.filters().get(0).statuses()).containsExactly(404, 403);
    assertThat(first.filters().get(1).failureType())
        .isEqualTo(ErrorHandler.FailureType.CONFIG_ERROR);
    assertThat(first.backoffs())
        .hasExactlyElementsOfTypes(
            ErrorHandler.Backoff.Constant.class,
            ErrorHandler.Backoff.Exponential.class,
            ErrorHandler.Backoff.HeaderSeconds.class,
            ErrorHandler.Backoff.HeaderTime.class,
            ErrorHandler.Backoff.Answer.class);
    assertThat(composite.handlers().get(1)).isInstanceOf(ErrorHandler.Composite.class);
  }

  @Test
  void authenticatorsAreRead() {
    Authenticator.Selective selective =
        (Authenticator.Selective) Objects.requireNonNull(requester("logins").authenticator());
    assertThat(selective.path()).containsExactly("auth", "kind");
    Authenticator.OAuth oauth =
        (Authenticator.OAuth) Objects.requireNonNull(selective.authenticators().get("oauth"));
    assertThat(oauth.names().accessToken()).isEqualTo("token");
    assertThat(oauth.names().expiresIn()).isEqualTo("expires_in");
    Authenticator.TokenUpdater updater = Objects.requireNonNull(oauth.updater());
    assertThat(updater.refreshTokenPath()).containsExactly("auth", "refresh");
    assertThat(updater.accessTokenPath()).containsExactly("credentials", "access_token");
    assertThat(selective.authenticators().get("bearer"))
        .asInstanceOf(type(Authenticator.SessionToken.class))
        .satisfies(session -> assertThat(session.into()).isNull());
    assertThat(Objects.requireNonNull(selective.authenticators().get("jwt")).node().place().path())
        .isEqualTo("streams[6].streams[0].retriever.requester.authenticator.authenticators.jwt");
  }

  @Test
  void dynamicStreamsAreRead() {
    assertThat(manifest.dynamicStreams())
        .extracting(DynamicStreams::resolver)
        .hasExactlyElementsOfTypes(
            DynamicStreams.Resolver.Http.class,
            DynamicStreams.Resolver.Config.class,
            DynamicStreams.Resolver.Parametrized.class);
    DynamicStreams tables = manifest.dynamicStreams().get(0);
    assertThat(tables.outerParametersWin()).isTrue();
    assertThat(tables.resolver().mappings().get(0).creates()).isTrue();
    assertThat(
            StreamDefinition.read(tables.template(), tables.node().place(), name -> false).name())
        .isEqualTo("pets");
  }

  @Test
  void streamsMayHaveTwoWaysOrACondition() {
    assertThat(manifest.stream("events").orElseThrow())
        .isInstanceOf(StreamDefinition.Delegating.class);
    assertThat(manifest.stream("logins").orElseThrow())
        .asInstanceOf(type(StreamDefinition.Conditional.class))
        .extracting(StreamDefinition.Conditional::condition)
        .isEqualTo("{{ config['beta'] }}");
    assertThat(manifest.stream("nothing")).isEmpty();
  }

  private StreamDefinition.Declarative stream(String name) {
    StreamDefinition found = manifest.stream(name).orElseThrow();
    return (StreamDefinition.Declarative)
        (found instanceof StreamDefinition.Conditional conditional ? conditional.stream() : found);
  }

  private Retriever.Simple simple(String name) {
    return (Retriever.Simple) stream(name).retriever();
  }

  private Requester.Http requester(String name) {
    return (Requester.Http) simple(name).requester();
  }
}
