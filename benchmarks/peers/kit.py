"""A low-code connector of Airbyte's Python CDK over the API of server.py.

Usage: python kit.py read --config C --catalog K [--state S]
The config: {"url": "...", "form": "iso"}, as of the connector that it is held against.
"""

import json
import sys

from airbyte_cdk.entrypoint import AirbyteEntrypoint, launch
from airbyte_cdk.sources.declarative.concurrent_declarative_source import (
    ConcurrentDeclarativeSource,
)

FORMATS = {
    "iso": "%Y-%m-%dT%H:%M:%SZ",
    "offset": "%Y-%m-%dT%H:%M:%S%z",
    "date": "%Y-%m-%d",
    "seconds": "%s",
    "millis": "%ms",
}
STARTS = {
    "iso": "2026-01-01T00:00:00Z",
    "offset": "2026-01-01T00:00:00+0000",
    "date": "2026-01-01",
    "seconds": "1767225600",
    "millis": "1767225600000",
}


def option(name):
    return {"type": "RequestOption", "inject_into": "request_parameter", "field_name": name}


def retriever(path, **more):
    return {
        "type": "SimpleRetriever",
        "requester": {
            "type": "HttpRequester",
            "url_base": "{{ config['url'] }}/{{ config['form'] }}",
            "path": path,
            "http_method": "GET",
        },
        "record_selector": {
            "type": "RecordSelector",
            "extractor": {"type": "DpathExtractor", "field_path": ["items"]},
        },
        "paginator": {
            "type": "DefaultPaginator",
            "page_token_option": option("page"),
            "page_size_option": option("size"),
            "pagination_strategy": {
                "type": "PageIncrement", "page_size": 10, "start_from_page": 1,
                "inject_on_first_request": True,
            },
        },
        **more,
    }


def cursor(form, step=None, **more):
    windows = {"step": step, "cursor_granularity": "P1D" if form == "date" else "PT1S"} if step else {}
    if step:
        more["end_time_option"] = option("through")
    return {
        "type": "DatetimeBasedCursor",
        "cursor_field": "updated_at",
        "datetime_format": FORMATS[form],
        "cursor_datetime_formats": [FORMATS[form]],
        "start_datetime": {
            "type": "MinMaxDatetime", "datetime": STARTS[form], "datetime_format": FORMATS[form],
        },
        "start_time_option": option("since"),
        **windows,
        **more,
    }


def stream(name, path, incremental=None, **more):
    return {
        "type": "DeclarativeStream",
        "name": name,
        "primary_key": "id",
        "retriever": retriever(path, **more),
        "schema_loader": {
            "type": "InlineSchemaLoader",
            "schema": {"type": "object", "properties": {"id": {"type": "integer"}, "updated_at": {}}},
        },
        **({"incremental_sync": incremental} if incremental else {}),
    }


def below(parent, **more):
    return {
        "partition_router": {
            "type": "SubstreamPartitionRouter",
            "parent_stream_configs": [
                {
                    "type": "ParentStreamConfig", "parent_key": "id",
                    "partition_field": "account_id", "stream": parent, **more,
                }
            ],
        }
    }


def manifest(form):
    notes = "/accounts/{{ stream_partition.account_id }}/notes"
    accounts = stream("accounts", "/accounts")
    changing = stream("accounts", "/accounts", cursor(form))
    streams = [
        accounts,
        stream("pages", "/items"),
        stream("items", "/items", cursor(form)),
        stream("days", "/items", cursor(form, step="P30D")),
        stream("notes", notes, cursor(form), **below(accounts)),
        stream("letters", notes, **below(accounts)),
        stream("notes_global", notes, cursor(form, global_substream_cursor=True), **below(accounts)),
        stream("notes_followed", notes, cursor(form), **below(changing, incremental_dependency=True)),
    ]
    return {
        "version": "6.0.0",
        "type": "DeclarativeSource",
        "check": {"type": "CheckStream", "stream_names": ["accounts"]},
        "streams": streams,
        "spec": {
            "type": "Spec",
            "connection_specification": {"type": "object", "properties": {}},
        },
    }


if __name__ == "__main__":
    args = sys.argv[1:]
    parsed = AirbyteEntrypoint.parse_args(args)
    config = json.load(open(parsed.config))
    catalog = AirbyteEntrypoint.extract_catalog(args)
    state = AirbyteEntrypoint.extract_state(args)
    from airbyte_cdk.sources import AbstractSource
    from airbyte_cdk.models import ConfiguredAirbyteCatalogSerializer

    source = ConcurrentDeclarativeSource(
        catalog=ConfiguredAirbyteCatalogSerializer.load(json.load(open(catalog))),
        config=config,
        state=AbstractSource.read_state(state) if state else None,
        source_config=manifest(config["form"]),
    )
    launch(source, args)
