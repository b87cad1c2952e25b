package dev.javacdk.flink.table;

import dev.javacdk.flink.ConnectorFlinkSource;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** A stream as rows, as the planner plans it. Confined to the planner. */
final class ConnectorTableSource
    implements ScanTableSource,
        SupportsProjectionPushDown,
        SupportsLimitPushDown,
        SupportsSourceWatermark {

  private final TableDefinition table;
  private final RowType all;
  private DataType columns;
  private int[][] fields;
  private long limit;
  private boolean hasWatermarks;

  /**
   * All columns of a table.
   *
   * @param columns a row of them
   */
  static ConnectorTableSource of(TableDefinition table, DataType columns) {
    RowType all = (RowType) columns.getLogicalType();
    int[][] fields =
        IntStream.range(0, all.getFieldCount()).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
    return new ConnectorTableSource(table, all, columns, fields, Long.MAX_VALUE, false);
  }

  private ConnectorTableSource(
      TableDefinition table,
      RowType all,
      DataType columns,
      int[][] fields,
      long limit,
      boolean hasWatermarks) {
    this.table = table;
    this.all = all;
    this.columns = columns;
    this.fields = fields;
    this.limit = limit;
    this.hasWatermarks = hasWatermarks;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    ConnectorFlinkSource<RowData> rows =
        table.rows(all, fields, context.createTypeInformation(columns), hasWatermarks);
    boolean hasEnd = rows.getBoundedness() == Boundedness.BOUNDED;
    return SourceProvider.of(hasEnd ? rows.limit(limit) : rows, table.options().parallelism());
  }

  @Override
  public boolean supportsNestedProjection() {
    return true;
  }

  @Override
  public void applyProjection(int[][] paths, DataType projected) {
    fields = paths;
    columns = projected;
  }

  /** Flink counts again: what reading in parts gives may be more. */
  @Override
  public void applyLimit(long rows) {
    limit = Math.max(1, rows);
  }

  @Override
  public void applySourceWatermark() {
    hasWatermarks = true;
  }

  @Override
  public DynamicTableSource copy() {
    return new ConnectorTableSource(table, all, columns, fields, limit, hasWatermarks);
  }

  @Override
  public String asSummaryString() {
    return ConnectorTableFactory.NAME;
  }
}
