"""Runs the Python kit on a manifest, in a process of its own: at a fixed time, without long waits."""

import datetime
import json
import os
import sys
import time
import types

from airbyte_cdk.entrypoint import launch
from airbyte_cdk.models import (
    AirbyteStateMessageSerializer,
    ConfiguredAirbyteCatalogSerializer,
)
from airbyte_cdk.sources.declarative.interpolation import macros
from airbyte_cdk.sources.declarative.yaml_declarative_source import YamlDeclarativeSource

NOW = datetime.datetime(2026, 3, 5, 14, 7, 9, 123456, tzinfo=datetime.timezone.utc)
_REAL = datetime.datetime
_SLEEP = time.sleep


class _Kind(type):
    def __instancecheck__(cls, value):
        return isinstance(value, _REAL)


class _Fixed(metaclass=_Kind):
    """Stands for the class of times where templates look for it."""

    strptime = _REAL.strptime
    fromtimestamp = _REAL.fromtimestamp

    def __new__(cls, *args, **kwargs):
        return _REAL(*args, **kwargs)

    @staticmethod
    def now(tz=None):
        """The fixed time."""
        return NOW.astimezone(tz) if tz else NOW.replace(tzinfo=None)


class _Day(datetime.date):
    @classmethod
    def today(cls):
        """The fixed day."""
        return NOW.date()


def main(arguments):
    """Runs a command of the connector."""
    macros.datetime = types.SimpleNamespace(
        datetime=_Fixed, date=_Day, timezone=datetime.timezone, timedelta=datetime.timedelta)
    time.sleep = lambda seconds: _SLEEP(min(seconds, 0.01))
    manifest, *rest = arguments
    said = dict(zip(rest[1::2], rest[2::2]))
    config = catalog = state = None
    if "--config" in said:
        with open(said["--config"], encoding="utf-8") as file:
            config = json.load(file)
    if "--catalog" in said:
        with open(said["--catalog"], encoding="utf-8") as file:
            catalog = ConfiguredAirbyteCatalogSerializer.load(json.load(file))
    if "--state" in said:
        with open(said["--state"], encoding="utf-8") as file:
            state = [AirbyteStateMessageSerializer.load(one) for one in json.load(file)]
    launch(YamlDeclarativeSource(manifest, catalog=catalog, config=config, state=state), rest)


def into(output, arguments):
    """The same, and everything that is said goes into files."""
    sys.stdout.flush()
    for path, number in ((output, 1), (output + ".err", 2)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, number)
    main(arguments)
    sys.stdout.flush()
