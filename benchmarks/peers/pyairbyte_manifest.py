"""PyAirbyte reads the shop by a manifest of its own low-code kit, and puts it into DuckDB.

Usage: python pyairbyte_manifest.py URL FILE CLASS_PATH
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("AIRBYTE_OFFLINE_MODE", "1")
os.environ.setdefault("DO_NOT_TRACK", "1")

import airbyte  # noqa: E402
from airbyte.caches import DuckDBCache  # noqa: E402

PAGE = 1000

TEXT = {"type": "string"}
TIME = {"type": "string", "format": "date-time"}
WHOLE = {"type": "integer"}
FLAG = {"type": "boolean"}


def retriever(path, parents=None):
    made = {
        "type": "SimpleRetriever",
        "requester": {
            "type": "HttpRequester",
            "url_base": "{{ config['url'] }}",
            "path": path,
            "http_method": "GET",
        },
        "record_selector": {
            "type": "RecordSelector",
            "extractor": {"type": "DpathExtractor", "field_path": ["items"]},
        },
        "paginator": {
            "type": "DefaultPaginator",
            "pagination_strategy": {"type": "OffsetIncrement", "page_size": PAGE},
            "page_token_option": {
                "type": "RequestOption",
                "inject_into": "request_parameter",
                "field_name": "offset",
            },
            "page_size_option": {
                "type": "RequestOption",
                "inject_into": "request_parameter",
                "field_name": "limit",
            },
        },
    }
    if parents:
        made["partition_router"] = {
            "type": "SubstreamPartitionRouter",
            "parent_stream_configs": [
                {
                    "type": "ParentStreamConfig",
                    "parent_key": "id",
                    "partition_field": "shop_id",
                    "stream": parents,
                }
            ],
        }
    return made


def stream(name, properties, how, **more):
    return {
        "type": "DeclarativeStream",
        "name": name,
        "primary_key": ["id"],
        "retriever": how,
        "schema_loader": {
            "type": "InlineSchemaLoader",
            "schema": {"type": "object", "properties": properties},
        },
        **more,
    }


shops = stream("shops", {"id": WHOLE}, retriever("/shops"))
manifest = {
    "version": "6.0.0",
    "type": "DeclarativeSource",
    "check": {"type": "CheckStream", "stream_names": ["shops"]},
    "streams": [
        stream(
            "contacts",
            {
                "id": WHOLE,
                "name": TEXT,
                "email": TEXT,
                "active": FLAG,
                "createdAt": TIME,
                "tags": {"type": "array", "items": TEXT},
                "address": {"type": "object", "properties": {"city": TEXT, "zip": TEXT}},
            },
            retriever("/contacts"),
        ),
        shops,
        stream(
            "orders",
            {
                "id": WHOLE,
                "shop": WHOLE,
                "amount": {"type": "number"},
                "currency": TEXT,
                "paid": FLAG,
                "placedAt": TIME,
                "note": TEXT,
            },
            retriever("/shops/{{ stream_partition.shop_id }}/orders", shops),
        ),
        stream(
            "events",
            {"id": WHOLE, "kind": TEXT, "contact": WHOLE, "updatedAt": TIME, "text": TEXT},
            retriever("/events"),
            incremental_sync={
                "type": "DatetimeBasedCursor",
                "cursor_field": "updatedAt",
                "datetime_format": "%Y-%m-%dT%H:%M:%SZ",
                "cursor_datetime_formats": ["%Y-%m-%dT%H:%M:%SZ"],
                "start_datetime": "2025-01-01T00:00:00Z",
                "start_time_option": {
                    "type": "RequestOption",
                    "inject_into": "request_parameter",
                    "field_name": "since",
                },
            },
        ),
    ],
    "spec": {
        "type": "Spec",
        "connection_specification": {
            "type": "object",
            "required": ["url"],
            "properties": {"url": TEXT},
        },
    },
}

url, file = sys.argv[1:3]
source = airbyte.get_source(
    "source-shop", config={"url": url}, streams="*", source_manifest=manifest
)
result = source.read(cache=DuckDBCache(db_path=Path(file), schema_name="shop"))
print(result.processed_records)
