package dev.javacdk.flink.table;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;

/**
 * Makes tables of streams: {@code 'connector' = 'javacdk'}. Found by Flink. Checks nothing, lest
 * Flink shows the options with what is wrong.
 */
public final class ConnectorTableFactory implements DynamicTableSourceFactory {

  static final String NAME = "javacdk";

  /** For Flink. */
  public ConnectorTableFactory() {}

  @Override
  public String factoryIdentifier() {
    return NAME;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return TableOptions.REQUIRED;
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return TableOptions.OPTIONAL;
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    return ConnectorTableSource.of(
        new TableDefinition(
            context.getObjectIdentifier().asSummaryString(),
            new TableOptions(context.getCatalogTable().getOptions()),
            TableDefinition.key(context.getCatalogTable().getResolvedSchema()),
            TableDefinition.rowtime(context.getCatalogTable().getResolvedSchema()),
            context.getClassLoader()),
        context.getPhysicalRowDataType());
  }
}
