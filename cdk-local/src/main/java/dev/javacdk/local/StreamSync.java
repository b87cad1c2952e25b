package dev.javacdk.local;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One stream on its way into the file: its rows go into the table itself, or into the next
 * generation of it, which takes the table's place once it is whole. Confined to one thread at a
 * time.
 */
final class StreamSync {

  private final ObjectNode definition;
  private final StreamKey key;
  private final StreamPlace place;
  private final StreamTable table;
  private final long run;
  private final long generation;
  private final long anew;
  private final boolean isSwapped;
  private @Nullable String state;
  private boolean hasNews;
  private boolean isWhole;
  private long records;

  private StreamSync(
      ObjectNode definition,
      StreamPlace place,
      StreamTable table,
      long run,
      long generation,
      long anew,
      boolean isSwapped,
      @Nullable String state) {
    this.definition = definition;
    this.key = StreamKey.of(definition);
    this.anew = anew;
    this.place = place;
    this.table = table;
    this.run = run;
    this.generation = generation;
    this.isSwapped = isSwapped;
    this.state = state;
  }

  /**
   * A stream of the catalog.
   *
   * @param run the run under way
   * @param stream its definition, as discover says it
   * @param before what the file says of it
   * @param anew whether it is to be read from its start, whatever that is
   * @param nested whether objects and arrays keep their shape
   */
  static StreamSync of(
      Database database,
      int number,
      long run,
      ObjectNode stream,
      SyncedStream before,
      boolean anew,
      boolean nested)
      throws SQLException {
    StreamKey key = StreamKey.of(stream);
    StreamPlace place = StreamPlace.of(key.namespace(), key.name());
    JsonNode cursor = stream.path("default_cursor_field");
    boolean incremental = cursor.size() == 1;
    boolean goesOn = !before.finished() && !anew;
    boolean moves = goesOn || (incremental && !anew && before.generation() > 0);
    long generation = moves ? before.generation() : before.generation() + 1;
    boolean direct = incremental && !anew && !before.gathers();
    StreamPlace into = direct ? place : place.next();
    if (!direct && !goesOn) {
      database.execute("DROP TABLE IF EXISTS " + into.sql());
    }
    StreamTable table =
        new StreamTable(
            database,
            into,
            new Landing(database, number),
            new TableColumns(database, into, stream.path("json_schema"), nested),
            incremental ? topLevel(stream.path("source_defined_primary_key")) : List.of(),
            incremental ? cursor.get(0).asString("") : "");
    return new StreamSync(
        stream,
        place,
        table,
        run,
        generation,
        anew ? run : before.anew(),
        !direct,
        moves ? before.state() : null);
  }

  /** The fields of a key; none where it is no key of fields at the top. */
  private static List<String> topLevel(JsonNode paths) {
    return paths.valueStream().allMatch(path -> path.size() == 1)
        ? paths.valueStream().map(path -> path.get(0).asString("")).toList()
        : List.of();
  }

  /** As discover says it. */
  ObjectNode definition() {
    return definition;
  }

  StreamKey key() {
    return key;
  }

  long generation() {
    return generation;
  }

  @Nullable String state() {
    return state;
  }

  StreamTable table() {
    return table;
  }

  long records() {
    return records;
  }

  boolean isWhole() {
    return isWhole;
  }

  void record(String data) throws SQLException {
    records++;
    table.landing().append(data);
  }

  /** A state covers every record so far. */
  void covered(String said) {
    state = said;
    hasNews = true;
    table.landing().covered();
  }

  /** It was read to its end: what no page had to say more of counts, too. */
  void ended() {
    isWhole = true;
    hasNews = true;
    table.landing().allCovered();
  }

  /** A partition is read again from its start: its rows so far are void. */
  void again(String partition) throws SQLException {
    table.landing().partitionVoid(partition);
    table.partitionVoid(partition);
  }

  boolean hasNews() {
    return hasNews;
  }

  /** Rows and state, within a transaction. */
  void write(SyncedStreams streams) throws SQLException {
    if (isWhole && isSwapped) {
      table.write();
      table.swap(place);
    } else {
      table.write();
    }
    streams.put(
        key, new SyncedStream(run, generation, anew, isWhole, isSwapped && !isWhole, state));
  }

  void committed() {
    hasNews = false;
    table.committed();
  }
}
