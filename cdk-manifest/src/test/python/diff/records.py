"""Makes records from a schema: the same for the same seed."""

import hashlib
import random

_DEEPEST = 4
_DEFAULT = {"id": {"type": "string"}, "name": {"type": "string"}, "count": {"type": "integer"}}


def digest(*parts):
    """A number that hangs on all parts."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def make(schema, needed, seed):
    """One record.

    :param needed: names of fields that must have a value, and be the seed's own: keys, and what
        templates look at; a nested one is a tuple
    """
    chance = random.Random(digest("record", seed))
    properties = (schema or {}).get("properties") or _DEFAULT
    tops = {path[0] for path in needed}
    record = {}
    for name, said in properties.items():
        if name in tops or chance.random() > 0.1:
            record[name] = _value(name, said if isinstance(said, dict) else {}, chance, name in tops, 0)
    for path in needed:
        _put_key(record, properties, path, digest("key", seed, path))
    if not record:  # the Python kit ends at an empty record: see known.py
        name = next(iter(properties))
        record[name] = _value(name, {"type": "string"}, chance, True, 0)
    return record


def _put_key(record, properties, path, number):
    at, known = record, properties
    for part in path[:-1]:
        if isinstance(at, list):
            at = at[0] if at else {}
            known = {}
            continue
        if not isinstance(at.get(part), dict):
            at[part] = {}
        at = at[part]
        said = known.get(part) if isinstance(known, dict) else None
        known = (said or {}).get("properties") or {}
    said = known.get(path[-1]) if isinstance(known, dict) else None
    kinds = _kinds(said or {"type": "string"})
    if not isinstance(at, dict):
        return
    if "integer" in kinds or "number" in kinds and "string" not in kinds:
        at[path[-1]] = number % 10**9
    elif "string" in kinds and not (said or {}).get("format"):
        at[path[-1]] = f"k{number:x}"
    elif at.get(path[-1]) is None:
        at[path[-1]] = f"k{number:x}"


def _kinds(said):
    kinds = said.get("type")
    if kinds is None:
        for key in ("oneOf", "anyOf", "allOf"):
            if said.get(key):
                return _kinds(said[key][0])
        return ["object"] if said.get("properties") else ["string"]
    return kinds if isinstance(kinds, list) else [kinds]


def _value(name, said, chance, present, depth):
    kinds = _kinds(said)
    if not present and "null" in kinds and chance.random() < 0.15:
        return None
    kind = next((k for k in kinds if k != "null"), "null")
    if said.get("enum"):
        return chance.choice(said["enum"])
    if kind == "object":
        return _object(said, chance, depth)
    if kind == "array":
        items = said.get("items")
        if isinstance(items, list):
            items = items[0] if items else {}
        if depth >= _DEEPEST:
            return []
        length = 1 if present else chance.randrange(3)
        return [_value(name, items or {}, chance, True, depth + 1) for _ in range(length)]
    if kind == "integer":
        return chance.randrange(-5, 100000)
    if kind == "number":
        return chance.choice([chance.randrange(1000), chance.randrange(100000) / 100, 0.1, 12345678901])
    if kind == "boolean":
        return chance.random() < 0.5
    return None if kind == "null" else _text(name, said, chance)


def _object(said, chance, depth):
    if depth >= _DEEPEST:
        return {}
    properties = said.get("properties") or {}
    return {
        name: _value(name, inner if isinstance(inner, dict) else {}, chance, False, depth + 1)
        for name, inner in properties.items()
    }


def _text(name, said, chance):
    day = f"2024-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    if said.get("format") == "date":
        return day
    if said.get("format") == "date-time" or name.endswith("_at"):
        return f"{day}T{chance.randrange(24):02}:30:00Z"
    return chance.choice([name, "ü/ä & <x>", "", "007", "1.50", "a b"]) + str(chance.randrange(100))
