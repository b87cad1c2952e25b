"""Runs a connector, and takes in what it says."""

import collections
import json
import os
import re
import subprocess
from dataclasses import dataclass, field

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


def python(interpreter, manifest, *rest):
    """The command of the Python kit."""
    return [interpreter, os.path.join(HERE, "run_python.py"), manifest, *rest]


def compiled(jar, folder):
    """The class path of this kit: the jar, and the program that fixes the time."""
    subprocess.run(
        ["javac", "-cp", jar, "-d", folder, os.path.join(HERE, "RunAtTime.java")], check=True)
    return folder + os.pathsep + os.path.abspath(jar)


def java(classes, manifest, *rest):
    """The command of this kit."""
    return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m",
            "-cp", classes, "RunAtTime", manifest, *rest]
