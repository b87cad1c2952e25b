"""Writes what PyYAML makes of each line of scalars.txt into scalars.jsonl.

With the loader of libyaml, which is the one that the kit takes first.

    python expected_scalars.py scalars.txt scalars.jsonl

A line is what stands behind "a: " in a document. Kind is the type of Python's value, and text what
it says: dates in the form of ISO 8601, floats by repr. An error has neither.
"""

import datetime
import json
import sys

import yaml

KINDS = {bool: "boolean", int: "integer", float: "float", str: "text", type(None): "null"}


def expected(scalar):
    try:
        value = yaml.load("a: " + scalar, Loader=yaml.CSafeLoader)["a"]
    except Exception:
        return {"yaml": scalar, "kind": "error"}
    if isinstance(value, datetime.date):
        return {"yaml": scalar, "kind": "text", "text": value.isoformat()}
    kind = KINDS.get(type(value), "error")
    text = value if kind == "text" else repr(value)
    return {"yaml": scalar, "kind": kind} | ({"text": text} if kind != "error" else {})


def main(source, target):
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(expected(line.rstrip("\n"))) + "\n")


main(*sys.argv[1:])
