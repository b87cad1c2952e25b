"""The reference records through Airbyte's Python CDK, found below installed/python.

Usage: python python_cdk.py read --config C --catalog K
The config: {"records": 1000}, and "concurrent": true for the concurrent source, one partition for
each 10,000 records.
"""

import json
import sys

from airbyte_cdk.entrypoint import launch
from airbyte_cdk.models import ConnectorSpecification, SyncMode
from airbyte_cdk.sources import AbstractSource
from airbyte_cdk.sources.concurrent_source.concurrent_source import ConcurrentSource
from airbyte_cdk.sources.concurrent_source.concurrent_source_adapter import ConcurrentSourceAdapter
from airbyte_cdk.sources.message import InMemoryMessageRepository
from airbyte_cdk.sources.streams import Stream
from airbyte_cdk.sources.streams.concurrent.adapters import StreamFacade
from airbyte_cdk.sources.streams.concurrent.cursor import FinalStateCursor

SLICE = 10_000


def record(number):
    return {
        "id": number,
        "email": f"customer{number}@example.com",
        "firstName": "Ada",
        "lastName": "Lovelace",
        "active": number % 2 == 0,
        "score": number * 0.25,
        "createdAt": "2026-01-01T00:00:00Z",
        "updatedAt": "2026-08-01T12:34:56Z",
        "address": {"street": "12 St James's Square", "city": "London", "zip": 10000 + number % 1000},
        "tags": ["new", "vip"],
    }


class Reference(Stream):
    name = "reference"
    primary_key = "id"

    def __init__(self, records, sliced):
        self.records = records
        self.sliced = sliced

    def get_json_schema(self):
        return {"type": "object", "properties": {"id": {"type": "integer"}}}

    def stream_slices(self, **_):
        size = SLICE if self.sliced else self.records
        for begin in range(0, self.records, size):
            yield {"from": begin, "to": min(self.records, begin + size)}

    def read_records(self, sync_mode, cursor_field=None, stream_slice=None, stream_state=None):
        for number in range(stream_slice["from"], stream_slice["to"]):
            yield record(number)


class Source(AbstractSource):
    def spec(self, logger):
        return ConnectorSpecification(connectionSpecification={"type": "object", "properties": {}})

    def check_connection(self, logger, config):
        return True, None

    def streams(self, config):
        return [Reference(config["records"], False)]


class Concurrent(ConcurrentSourceAdapter):
    message_repository = InMemoryMessageRepository()

    def __init__(self):
        super().__init__(ConcurrentSource.create(2, 1, self._logger(), self._slices(), self.message_repository))

    spec = Source.spec
    check_connection = Source.check_connection

    @staticmethod
    def _logger():
        import logging

        return logging.getLogger("airbyte")

    @staticmethod
    def _slices():
        from airbyte_cdk.sources.utils.slice_logger import DebugSliceLogger

        return DebugSliceLogger()

    def streams(self, config):
        stream = Reference(config["records"], True)
        cursor = FinalStateCursor("reference", None, self.message_repository)
        return [StreamFacade.create_from_stream(stream, self, self._logger(), {}, cursor)]


if __name__ == "__main__":
    arguments = sys.argv[1:]
    with open(arguments[arguments.index("--config") + 1], encoding="utf-8") as file:
        concurrent = json.load(file).get("concurrent", False)
    launch(Concurrent() if concurrent else Source(), arguments)
