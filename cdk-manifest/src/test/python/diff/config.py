"""Makes a config from a manifest's spec."""

import re
from re import _parser as patterns

_ADDRESS_NAME = re.compile(r"(^|_)(url|host|endpoint|base)(_|$)")


def made(spec, origin):
    """A config that the spec takes; addresses in it are below the origin."""
    schema = (spec or {}).get("connection_specification") or {}
    return _object(schema, origin)


def spec_of(text):
    """A spec for a manifest that has none: of what its templates take from the config."""
    names = sorted(set(re.findall(r"config(?:\.|\[\s*[\"'])(\w+)", text)))
    fields = ", ".join(f"{name}: {{type: string}}" for name in names)
    return f"\nspec: {{type: Spec, connection_specification: {{type: object, properties: {{{fields}}}}}}}\n"


def _object(schema, origin):
    values = {}
    for name, said in (schema.get("properties") or {}).items():
        if _is_strange_address(name, said, origin) and name not in (schema.get("required") or []):
            continue
        if isinstance(said, dict) and (said.get("airbyte_hidden") is not True or "default" in said):
            values[name] = _value(name, said, origin)
    return values


def _is_strange_address(name, said, origin):
    """Whether it is an address of a shape that no local API can have."""
    if not isinstance(said, dict) or not said.get("pattern") or not _ADDRESS_NAME.search(name):
        return False
    return not re.search(said["pattern"], origin + "/own.example.com")


def _value(name, said, origin):
    for key in ("const", "default"):
        if said.get(key) not in (None, "") and isinstance(said[key], (str, int, float, bool, list, dict)):
            return _typed(said[key], said)
    if said.get("enum"):
        return said["enum"][0]
    for key in ("oneOf", "anyOf"):
        if said.get(key):
            return _value(name, {**said, **{"oneOf": None, "anyOf": None}, **said[key][0]}, origin)
    examples = said.get("examples")
    if isinstance(examples, str):
        examples = [examples]
    if examples and examples[0] not in (None, ""):
        example = _typed(examples[0], said)
        if not _misfits(example, said):
            return example
    return _by_type(name, said, origin)


def _misfits(example, said):
    if said.get("type") == "array" and not isinstance(example, list):
        return True
    pattern = said.get("pattern")
    return bool(pattern) and isinstance(example, str) and not re.search(pattern, example)


def _typed(value, said):
    kind = _kind(said)
    if kind == "string" and not isinstance(value, str):
        return value.isoformat() if hasattr(value, "isoformat") else str(value)
    if kind == "integer" and isinstance(value, str) and value.isdigit():
        return int(value)
    return value


def _kind(said):
    kind = said.get("type")
    if isinstance(kind, list):
        kind = next((k for k in kind if k != "null"), "string")
    return kind or ("object" if said.get("properties") else "string")


def _by_type(name, said, origin):
    kind = _kind(said)
    if kind == "object":
        return _object(said, origin)
    if kind == "array":
        items = said.get("items")
        return [_value(name, items if isinstance(items, dict) else {}, origin)]
    if kind in ("integer", "number"):
        return max(3, said.get("minimum") or 0)
    if kind == "boolean":
        return False
    address = origin + "/own.example.com"
    is_address = said.get("format") == "uri" or _ADDRESS_NAME.search(name)
    if is_address and re.search(said.get("pattern") or "", address):
        return address
    if said.get("pattern"):
        return _fitting(said["pattern"])
    if said.get("format") == "date":
        return "2024-01-02"
    if said.get("format") == "date-time":
        return "2024-01-02T00:00:00Z"
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") + "-1"


def _fitting(pattern):
    """The shortest text that a pattern takes, as far as it is a simple one."""
    return "".join(_piece(op, arg) for op, arg in patterns.parse(pattern))


def _piece(op, arg):
    name = str(op)
    if name == "LITERAL":
        return chr(arg)
    if name == "ANY":
        return "a"
    if name == "IN":
        return _one_of(arg)
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = arg
        return "".join(_piece(*p) for p in inner) * max(least, 1 if most and least == 0 else 0)
    if name == "SUBPATTERN":
        return "".join(_piece(*p) for p in arg[3])
    if name == "BRANCH":
        return "".join(_piece(*p) for p in arg[1][0])
    return ""


def _one_of(choices):
    for kind, arg in choices:
        if str(kind) == "LITERAL":
            return chr(arg)
        if str(kind) == "RANGE":
            return chr(arg[0] + (1 if arg[1] > arg[0] else 0))
        if str(kind) == "CATEGORY":
            return {"CATEGORY_DIGIT": "2", "CATEGORY_SPACE": " "}.get(str(arg), "a")
    return "z"
