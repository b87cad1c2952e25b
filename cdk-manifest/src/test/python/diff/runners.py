"""Runs a connector, and takes in what it says."""

import collections
import json
import multiprocessing
import os
import re
import subprocess
from dataclasses import dataclass, field

import run_python

_LEAST = """\
type: DeclarativeSource
version: 6.0.0
check: {type: CheckStream, stream_names: [a]}
streams:
- type: DeclarativeStream
  name: a
  retriever:
    type: SimpleRetriever
    requester: {type: HttpRequester, url_base: "http://127.0.0.1:1/", path: "a/{{ config['b'] }}"}
    record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
  schema_loader: {type: InlineSchemaLoader, schema: {type: object, properties: {}}}
spec: {type: Spec, connection_specification: {type: object, properties: {}}}
"""
HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass
class Outcome:
    """What a run came to.

    :ivar records: by stream, how often each was given
    :ivar ended: by stream, COMPLETE or INCOMPLETE
    :ivar errors: by stream, what was wrong; "" for those of no stream
    :ivar requests: how often each was made
    """

    records: dict = field(default_factory=lambda: collections.defaultdict(collections.Counter))
    ended: dict = field(default_factory=dict)
    errors: dict = field(default_factory=lambda: collections.defaultdict(list))
    states: list = field(default_factory=list)
    requests: collections.Counter = field(default_factory=collections.Counter)
    late: bool = False
    code: int = 0


def catalog(names):
    """A configured catalog that reads these streams in full."""
    return {
        "streams": [
            {
                "stream": {"name": name, "json_schema": {"type": "object"},
                           "supported_sync_modes": ["full_refresh"]},
                "sync_mode": "full_refresh",
                "destination_sync_mode": "overwrite",
            }
            for name in names
        ]
    }


def run(command, seconds):
    """Runs a command of a connector to its end."""
    try:
        ran = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as e:
        outcome = taken(e.stdout or b"")
        outcome.late = True
        return outcome
    outcome = taken(ran.stdout)
    outcome.code = ran.returncode
    if ran.returncode and not any(outcome.errors.values()):
        outcome.errors[""].append(ran.stderr.decode("utf-8", "replace")[-600:])
    return outcome


def taken(output):
    """The outcome that messages tell of."""
    outcome = Outcome()
    for line in output.splitlines():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if isinstance(message, dict):
            take(outcome, message)
    return outcome


def take(outcome, message):
    """Adds a message."""
    kind = message.get("type")
    if kind == "RECORD":
        record = message["record"]
        text = json.dumps(_without_nulls(record["data"]), sort_keys=True)
        outcome.records[record["stream"]][text] += 1
    elif kind == "STATE":
        outcome.states.append(message["state"])
    elif kind == "TRACE" and message["trace"]["type"] == "STREAM_STATUS":
        status = message["trace"]["stream_status"]
        outcome.ended[status["stream_descriptor"]["name"]] = status["status"]
    elif kind == "TRACE" and message["trace"]["type"] == "ERROR":
        error = message["trace"]["error"]
        stream = (error.get("stream_descriptor") or {}).get("name", "")
        said = f"{error.get('message')} | {error.get('internal_message')}"
        named = re.match(r"stream '([^']*)'", str(error.get("message")))
        outcome.errors[stream or (named[1] if named else "")].append(said[:1500])


def _without_nulls(data):
    """The Python kit's way of writing records leaves out their own fields that are null."""
    return {name: value for name, value in data.items() if value is not None}


def python(arguments, output, seconds):
    """Runs the Python kit in a process of its own, which a server forks that has it loaded."""
    process = multiprocessing.get_context("forkserver").Process(
        target=run_python.into, args=(output, arguments))
    process.start()
    process.join(seconds)
    late = process.is_alive()
    if late:
        process.kill()
        process.join()
    with open(output, "rb") as file:
        outcome = taken(file.read())
    outcome.late, outcome.code = late, process.exitcode
    if outcome.code and not any(outcome.errors.values()):
        with open(output + ".err", encoding="utf-8", errors="replace") as file:
            outcome.errors[""].append(file.read()[-600:])
    return outcome


def compiled(jar, folder):
    """What starts this kit: with the program that fixes the time, and its classes read before."""
    own, archive = os.path.join(folder, "at-time.jar"), os.path.join(folder, "classes.jsa")
    subprocess.run(
        ["javac", "-cp", jar, "-d", folder, os.path.join(HERE, "RunAtTime.java")], check=True)
    subprocess.run(["jar", "cf", own, "-C", folder, "RunAtTime.class"], check=True)
    start = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m",
             "-cp", os.path.abspath(jar) + os.pathsep + own]
    manifest = os.path.join(folder, "least.yaml")
    with open(manifest, "w", encoding="utf-8") as file:
        file.write(_LEAST)
    config = os.path.join(folder, "least.json")
    with open(config, "w", encoding="utf-8") as file:
        file.write("{}")
    subprocess.run(
        [*start, "-XX:ArchiveClassesAtExit=" + archive, "RunAtTime", manifest, "discover",
         "--config", config], check=True, capture_output=True)
    return [*start, "-XX:SharedArchiveFile=" + archive, "RunAtTime"]
