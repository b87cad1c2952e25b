package dev.javacdk.manifest.load;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a component that does not say it, by the type of the one around it and the field
 * between them. Pure.
 */
final class DefaultTypes {

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("DeclarativeSource.check", "CheckStream"),
          Map.entry("DeclarativeSource.spec", "Spec"),
          Map.entry("DeclarativeSource.streams", "DeclarativeStream"),
          Map.entry("DeclarativeStream.retriever", "SimpleRetriever"),
          Map.entry("DeclarativeStream.schema_loader", "JsonFileSchemaLoader"),
          Map.entry("DynamicDeclarativeStream.stream_template", "DeclarativeStream"),
          // Of a type that does not exist, as the other runtime has it, which then refuses it.
          Map.entry("DynamicDeclarativeStream.components_resolver", "ConfigComponentResolver"),
          Map.entry("HttpComponentsResolver.retriever", "SimpleRetriever"),
          Map.entry("HttpComponentsResolver.components_mapping", "ComponentMappingDefinition"),
          Map.entry("ConfigComponentsResolver.stream_config", "StreamConfig"),
          Map.entry("ConfigComponentsResolver.components_mapping", "ComponentMappingDefinition"),
          Map.entry("SimpleRetriever.requester", "HttpRequester"),
          Map.entry("SimpleRetriever.record_selector", "RecordSelector"),
          Map.entry("SimpleRetriever.paginator", "NoPagination"),
          Map.entry("HttpRequester.error_handler", "DefaultErrorHandler"),
          Map.entry("CompositeErrorHandler.error_handlers", "DefaultErrorHandler"),
          Map.entry("DefaultErrorHandler.response_filters", "HttpResponseFilter"),
          Map.entry("RecordSelector.extractor", "DpathExtractor"),
          Map.entry("RecordSelector.record_filter", "RecordFilter"),
          Map.entry("DpathExtractor.decoder", "JsonDecoder"),
          Map.entry("DpathExtractor.record_expander", "RecordExpander"),
          Map.entry("RecordExpander.parent_fields", "ParentFieldPath"),
          Map.entry("DefaultPaginator.decoder", "JsonDecoder"),
          Map.entry("DefaultPaginator.page_size_option", "RequestOption"),
          Map.entry("CursorPagination.decoder", "JsonDecoder"),
          Map.entry("DatetimeBasedCursor.start_datetime", "MinMaxDatetime"),
          Map.entry("DatetimeBasedCursor.end_datetime", "MinMaxDatetime"),
          Map.entry("DatetimeBasedCursor.start_time_option", "RequestOption"),
          Map.entry("DatetimeBasedCursor.end_time_option", "RequestOption"),
          Map.entry("ListPartitionRouter.request_option", "RequestOption"),
          Map.entry("SubstreamPartitionRouter.parent_stream_configs", "ParentStreamConfig"),
          Map.entry("CustomPartitionRouter.parent_stream_configs", "ParentStreamConfig"),
          Map.entry("ParentStreamConfig.stream", "DeclarativeStream"),
          Map.entry("ParentStreamConfig.request_option", "RequestOption"),
          Map.entry("AddFields.fields", "AddedFieldDefinition"),
          Map.entry("DynamicSchemaLoader.retriever", "SimpleRetriever"),
          Map.entry("SchemaTypeIdentifier.types_map", "TypesMap"));

  /** Of components with a {@code class_name}. */
  private static final Map<String, String> CUSTOM =
      Map.of(
          "DeclarativeStream.retriever", "CustomRetriever",
          "DeclarativeStream.transformations", "CustomTransformation",
          "HttpRequester.authenticator", "CustomAuthenticator",
          "HttpRequester.error_handler", "CustomErrorHandler",
          "CompositeErrorHandler.backoff_strategies", "CustomBackoffStrategy",
          "DefaultErrorHandler.backoff_strategies", "CustomBackoffStrategy",
          "DefaultPaginator.pagination_strategy", "CustomPaginationStrategy",
          "RecordSelector.extractor", "CustomRecordExtractor",
          "SimpleRetriever.partition_router", "CustomPartitionRouter");

  private DefaultTypes() {}

  /**
   * The type of what stands in a field; null where none is known.
   *
   * @param field type and field of the component around it: {@code HttpRequester.error_handler}
   */
  static @Nullable String of(String field, boolean custom) {
    return (custom ? CUSTOM : KNOWN).get(field);
  }
}
