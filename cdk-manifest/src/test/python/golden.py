"""Writes golden cases for expressions: what the Python kit makes of a template.

Each line of the result is one JSON object: the template, the variables it was given, and for each
of its uses the value, or the error. It needs a Python with `airbyte-cdk`:

    python golden.py --manifests FOLDER > cases.jsonl
    python golden.py --templates FILE.json > cases.jsonl
"""

import argparse
import copy
import datetime
import json
import os
import sys
import types
import uuid

import yaml
from airbyte_cdk.sources.declarative.interpolation import jinja as kit
from airbyte_cdk.sources.declarative.interpolation import macros
from airbyte_cdk.sources.declarative.interpolation.interpolated_boolean import InterpolatedBoolean
from airbyte_cdk.sources.declarative.interpolation.interpolated_string import InterpolatedString
from jinja2 import nodes

NOW = datetime.datetime(2024, 3, 5, 14, 7, 9, 123456, tzinfo=datetime.timezone.utc)
REAL = datetime.datetime
VARIABLES = [
    "config", "parameters", "response", "headers", "record", "stream_slice", "next_page_token",
    "last_record", "last_page_size", "creation_response", "polling_response", "raw_schema",
    "components_values", "decoded_response", "stream_template_config", "api_budget",
]
ALIASES = {"stream_interval": "stream_slice", "stream_partition": "stream_slice"}
METHODS = {"get", "items", "keys", "values", "strftime", "split", "join", "lower", "upper", "strip",
           "replace", "startswith", "endswith", "isoformat", "append", "timestamp", "date"}


class _Clock(type):
    def __instancecheck__(cls, value):
        return isinstance(value, REAL)


class Fixed(metaclass=_Clock):
    """Stands where the macros look for the class of times; its now never moves."""

    @staticmethod
    def now(tz=None):
        return NOW.astimezone(tz) if tz else NOW.replace(tzinfo=None)

    strptime = REAL.strptime
    fromtimestamp = REAL.fromtimestamp


MODULE = types.SimpleNamespace(datetime=Fixed, date=datetime.date, timezone=datetime.timezone,
                               timedelta=datetime.timedelta)


class _Uuid:
    @staticmethod
    def uuid4():
        return uuid.UUID("00000000-0000-4000-8000-000000000000")


class Watched(kit.JinjaInterpolation):
    """The kit's interpolation, which also says where a wrong type made it send the template."""

    def __init__(self):
        self.type_errors = 0

    def _eval(self, s, context):
        value = super()._eval(s, context)
        if isinstance(s, str) and ("{{" in s or "{%" in s) and value is s:
            self.type_errors += 1
        return value


def walk(value, found):
    if isinstance(value, str):
        if "{{" in value or "{%" in value:
            found.setdefault(value)
    elif isinstance(value, dict):
        for child in value.values():
            walk(child, found)
    elif isinstance(value, list):
        for child in value:
            walk(child, found)


def of_manifests(folder):
    found = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for root, _, files in sorted(os.walk(folder)):
        for file in sorted(files):
            if file.endswith((".yaml", ".yml")):
                with open(os.path.join(root, file), encoding="utf-8") as stream:
                    walk(yaml.load(stream, Loader=loader), found)
    return list(found)


def path_of(node):
    """The variable and the keys that a chain of accesses reads, or None."""
    if isinstance(node, nodes.Name):
        return [ALIASES.get(node.name, node.name)]
    key = None
    if isinstance(node, nodes.Getattr):
        if node.attr in METHODS:
            return None
        of, key = node.node, node.attr
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        of, key = node.node, node.arg.value
    elif (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr)
          and node.node.attr == "get" and node.args and isinstance(node.args[0], nodes.Const)):
        of, key = node.node.node, node.args[0].value
    else:
        return None
    above = path_of(of)
    return None if above is None else above + [key]


def wanted(key, template, variant):
    """A value that fits the name of a key."""
    name = str(key).lower()
    if variant == 1:
        return {"date": "2021-12-31", "number": 17, "list": ["x"], "text": "other value/é"}[
            kind(name, template)]
    return {"date": "2023-05-06T07:08:09Z", "number": 3, "list": ["a", "b"], "text": "v1"}[
        kind(name, template)]


def kind(name, template):
    if any(word in name for word in ("date", "time", "_at", "since", "until", "start", "end")):
        return "date"
    if any(word in name for word in ("count", "total", "page", "size", "limit", "offset", "num")):
        return "number"
    if name.endswith("s") and "join" in template:
        return "list"
    return "text"


EMPTY = 5
HOSTILE = [None, "007", 1.5, True, [1, "two"], {"k": "it's"}, "1,2", -3, "", "5 # x", "0x10", "a 'b' \"c\""]


def put(tree, path, value):
    for index, key in enumerate(path[:-1]):
        following = path[index + 1]
        empty = [] if isinstance(following, int) else {}
        if isinstance(tree, list):
            if not isinstance(key, int):
                return
            while len(tree) <= (key if key >= 0 else 0):
                tree.append(None)
            if not isinstance(tree[key], (dict, list)):
                tree[key] = empty
            tree = tree[key]
        else:
            key = str(key) if isinstance(key, int) else key
            if not isinstance(tree.get(key), (dict, list)):
                tree[key] = empty
            tree = tree[key]
    key = path[-1]
    if isinstance(tree, list):
        if isinstance(key, int):
            while len(tree) <= (key if key >= 0 else 0):
                tree.append(None)
            tree[key] = value
    elif not isinstance(tree.get(key), (dict, list)):
        tree[str(key) if isinstance(key, int) else key] = value


def plain(variable):
    return {"last_page_size": 2, "api_budget": 1}.get(variable, {})


def contexts(template):
    paths, names = [], set()
    try:
        parsed = kit._ENVIRONMENT.parse(template)
        for node in parsed.find_all((nodes.Getattr, nodes.Getitem, nodes.Call)):
            path = path_of(node)
            if path and len(path) > 1 and not (isinstance(node, nodes.Getattr) and node.attr in METHODS):
                paths.append(path)
        names = {ALIASES.get(n.name, n.name) for n in parsed.find_all(nodes.Name)}
    except Exception:
        pass
    paths.sort(key=lambda path: (len(path), str(path)))
    variables = [v for v in VARIABLES if v in names and v != "parameters"] or ["config"]
    if "parameters" in names:
        variables.append("parameters")
    for variant in range(EMPTY + 1):
        context = {variable: plain(variable) for variable in variables}
        if variant >= 2 and not paths:
            context = {v: HOSTILE[(len(template) + i + variant) % len(HOSTILE)] if v != "config" else {}
                       for i, v in enumerate(variables)}
        if variant < EMPTY:
            for index, path in enumerate(paths):
                if path[0] not in context:
                    continue
                value = (HOSTILE[(index * 5 + len(template) + 3 * variant) % len(HOSTILE)] if variant >= 2
                         else wanted(path[-1], template, variant))
                if isinstance(context[path[0]], dict):
                    put(context, path, copy.deepcopy(value))
            for bare in variables:
                if context[bare] == {} and bare == "next_page_token":
                    context[bare] = {"next_page_token": "tok" if variant == 0 else 42}
        yield context


def named(template, fixed):
    """Of fixed contexts, what a template names."""
    try:
        parsed = kit._ENVIRONMENT.parse(template)
        names = {ALIASES.get(n.name, n.name) for n in parsed.find_all(nodes.Name)}
    except Exception:
        names = set()
    for context in fixed:
        yield {"config": {}} | {name: value for name, value in context.items() if name in names}


def outcome(evaluate):
    """A field of the result: the value, or the name of the error."""
    watched = Watched()
    try:
        value = evaluate(watched)
        if watched.type_errors:
            return {"error": "TypeError"}
        try:
            return {"value": json.loads(json.dumps(value, allow_nan=False))}
        except (TypeError, ValueError):
            return {"odd": repr(value)}
    except Exception as error:
        return {"error": type(error).__name__}


def as_text(watched, template, config, given):
    string = InterpolatedString(template, parameters={})
    string._interpolation = watched
    return str(string.eval(config, **given))


def as_condition(watched, template, config, given):
    condition = InterpolatedBoolean(template, parameters={})
    condition._interpolation = watched
    return condition.eval(config, **given)


def case(template, context):
    given = json.loads(json.dumps(context))
    config = given.pop("config", {})
    parameters = given.pop("parameters", None)
    result = {"template": template, "context": context}
    uses = {
        "native": lambda w: w.eval(template, config, parameters=parameters or {}, **given),
        "integer": lambda w: w.eval(template, config, parameters=parameters or {},
                                    valid_types=(int,), **given),
    }
    if parameters is None:
        uses["text"] = lambda w: as_text(w, template, config, given)
        uses["condition"] = lambda w: as_condition(w, template, config, given)
    for name, use in uses.items():
        result[name] = outcome(use)
    if " at 0x" in str(result["native"].get("value")):
        result.update(dict.fromkeys(uses, {"error": "an address in memory"}))
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--manifests", metavar="FOLDER", action="append",
                        help="take the templates of all YAML files below it; may be said again")
    source.add_argument("--templates", metavar="FILE",
                        help="a JSON object: templates, and contexts to evaluate each of them with;\n"
                             "without contexts they are made as for manifests")
    arguments = parser.parse_args()
    macros.datetime = MODULE
    macros.uuid = _Uuid
    if arguments.manifests:
        given = {}
        for folder in arguments.manifests:
            given.update(dict.fromkeys(of_manifests(folder)))
        given = list(given)
        fixed = None
    else:
        with open(arguments.templates, encoding="utf-8") as stream:
            file = json.load(stream)
        given, fixed = file["templates"], file.get("contexts")
    for template in given:
        chosen = contexts(template) if fixed is None else named(template, fixed)
        seen = []
        for context in chosen:
            if context in seen:
                continue
            seen.append(context)
            print(json.dumps(case(template, context), separators=(",", ":")))


if __name__ == "__main__":
    sys.exit(main())
