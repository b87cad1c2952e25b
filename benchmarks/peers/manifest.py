"""A manifest through Airbyte's Python CDK, found below installed/python.

Usage: python manifest.py MANIFEST read --config C --catalog K [--state S]
"""

import json
import sys

import yaml
from airbyte_cdk.entrypoint import AirbyteEntrypoint, launch
from airbyte_cdk.models import ConfiguredAirbyteCatalogSerializer
from airbyte_cdk.sources import AbstractSource
from airbyte_cdk.sources.declarative.concurrent_declarative_source import (
    ConcurrentDeclarativeSource,
)

if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        manifest = yaml.safe_load(file)
    args = sys.argv[2:]
    config = AirbyteEntrypoint.extract_config(args)
    catalog = AirbyteEntrypoint.extract_catalog(args)
    state = AirbyteEntrypoint.extract_state(args)
    source = ConcurrentDeclarativeSource(
        catalog=ConfiguredAirbyteCatalogSerializer.load(json.load(open(catalog))) if catalog else None,
        config=json.load(open(config)) if config else {},
        state=AbstractSource.read_state(state) if state else None,
        source_config=manifest,
    )
    launch(source, args)
