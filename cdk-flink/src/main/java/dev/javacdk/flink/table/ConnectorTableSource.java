package dev.javacdk.flink.table;

import dev.javacdk.flink.ConnectorFlinkSource;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** A stream as rows, as the planner plans it. Confined to the planner. */
final class ConnectorTableSource
    implements ScanTableSource, SupportsProjectionPushDown, SupportsLimitPushDown {

  private final TableDefinition table;
  private DataType columns;
  private long limit;

  ConnectorTableSource(TableDefinition table, DataType columns, long limit) {
    this.table = table;
    this.columns = columns;
    this.limit = limit;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    RowFormat format = table.format((RowType) columns.getLogicalType());
    ConnectorFlinkSource<RowData> rows =
        table.options().source().as(format, context.createTypeInformation(columns)).limit(limit);
    return SourceProvider.of(rows, table.options().parallelism());
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] fields, DataType projected) {
    columns = projected;
  }

  /** Flink counts again: what reading in parts gives may be more. */
  @Override
  public void applyLimit(long rows) {
    limit = Math.max(1, rows);
  }

  @Override
  public DynamicTableSource copy() {
    return new ConnectorTableSource(table, columns, limit);
  }

  @Override
  public String asSummaryString() {
    return ConnectorTableFactory.NAME;
  }
}
