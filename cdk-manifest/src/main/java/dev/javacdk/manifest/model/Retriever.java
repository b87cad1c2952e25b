package dev.javacdk.manifest.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the records of a stream are read. */
public sealed interface Retriever extends Component {

  /**
   * Page by page: {@code SimpleRetriever}.
   *
   * @param decoder null for JSON
   * @param paginator null for one page
   * @param routers the stream has a part for each combination of theirs; empty for one part
   * @param forgetsSlice whether only the first request of a part has what routers and cursors add
   * @param more what is said of paging in newer manifests: objects as they were read
   */
  record Simple(
      Node node,
      Requester requester,
      @Nullable Decoder decoder,
      RecordSelector selector,
      @Nullable Paginator paginator,
      List<PartitionRouter> routers,
      boolean forgetsSlice,
      More more)
      implements Retriever {}

  /**
   * What few streams need; null where nothing says it.
   *
   * @param reset when paging begins again from the newest record
   * @param reduction how pages become smaller when an answer is too large
   * @param splitting how windows become smaller then
   */
  record More(
      @Nullable ObjectNode reset, @Nullable ObjectNode reduction, @Nullable ObjectNode splitting) {}

  /**
   * By jobs that the API runs: {@code AsyncRetriever}.
   *
   * @param status where an answer says how far a job is
   * @param statuses what it says then
   * @param target where an answer says from where to download; null where the job's URL is enough
   * @param downloaded how records are found in what was downloaded; null for the selector's way
   * @param timeout minutes, or an expression; null where nothing says it
   * @param failedWait seconds, or an expression; null where nothing says it
   * @param decoder of the API's answers; null for JSON
   * @param downloadDecoder of what was downloaded; null for JSON
   */
  record Async(
      Node node,
      Requests requests,
      RecordSelector selector,
      RecordSelector.Extractor status,
      Statuses statuses,
      RecordSelector.@Nullable Extractor target,
      RecordSelector.@Nullable Extractor downloaded,
      @Nullable Paginator downloadPaginator,
      @Nullable JsonNode timeout,
      @Nullable JsonNode failedWait,
      List<PartitionRouter> routers,
      @Nullable Decoder decoder,
      @Nullable Decoder downloadDecoder)
      implements Retriever {}

  /** What is asked of an API about a job; null where it is not asked. */
  record Requests(
      Requester create,
      Requester poll,
      Requester download,
      @Nullable Requester target,
      @Nullable Requester abort,
      @Nullable Requester delete) {}

  /** The words of an API for how far a job is: {@code AsyncJobStatusMap}. */
  record Statuses(
      Node node,
      List<String> running,
      List<String> completed,
      List<String> failed,
      List<String> timeout,
      List<String> skipped)
      implements Component {}

  /** Python code, or of a type that is not known; the latter is of no class. */
  record Custom(Node node, String className) implements Retriever {}
}
