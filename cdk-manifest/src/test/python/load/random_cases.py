"""Writes cases by chance, each with what the Python kit makes of it, for RandomCasesTest.

    VENV/bin/python random_cases.py yaml SEED COUNT OUT.jsonl MANIFEST.yaml...
    VENV/bin/python random_cases.py trees SEED COUNT OUT.jsonl

"yaml" takes pieces of manifests and spoils some of them; "trees" makes manifests of components,
references and parameters. A line has "text", and "json" unless Python refuses it.
"""

import json
import random
import sys

import yaml
from airbyte_cdk.sources.declarative.parsers.manifest_component_transformer import (
    CUSTOM_COMPONENTS_MAPPING,
    DEFAULT_MODEL_TYPES,
    ManifestComponentTransformer,
)
from airbyte_cdk.sources.declarative.parsers.manifest_reference_resolver import (
    ManifestReferenceResolver,
)
from airbyte_cdk.utils.yaml_loader import safe_load_yaml

SPOILERS = list(" :-#\"'{}[],&*|>\\%@`?!~\n=<0123456789.eEnNoOyYtT_+/") + [
    "\n  ", "\n- ", ": |\n", " >-\n", " # c", "''", '""', "<<: ", "&a ", "*a", "\t", "- - ",
    "!!str ", "\u00e9", "null", "yes", "1:30", "0x1f", "---\n", "...\n", "|2\n", "|+\n", ">\n\n",
]  # fmt: skip


def piece(lines):
    start = random.randrange(len(lines))
    taken = []
    indent = len(lines[start]) - len(lines[start].lstrip())
    for line in lines[start : start + random.randint(2, 25)]:
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            break
        taken.append(line[indent:])
    return "\n".join(taken)


def spoilt(text):
    for _ in range(random.randint(0, 2)):
        at = random.randint(0, len(text))
        way = random.random()
        if way < 0.6:
            text = text[:at] + random.choice(SPOILERS) + text[at:]
        elif way < 0.8:
            text = text[:at] + text[at + random.randint(1, 3) :]
        else:
            other = random.randint(0, len(text))
            text = text[:at] + text[other : other + random.randint(1, 15)] + text[at:]
    return text


FIELDS = sorted({f for f in [*DEFAULT_MODEL_TYPES, *CUSTOM_COMPONENTS_MAPPING]})
TYPES = sorted({f.split(".")[0] for f in FIELDS}) + ["object", "Other", ""]
NAMES = ["name", "path", "type", "items", "k/l", "x", "class_name", "config_overrides"]


def tree(depth, refs):
    way = random.random()
    if depth <= 0 or way < 0.25:
        return random.choice(
            [1, 0, "", "text", True, False, None, 1.5, [], {}, "#/" + random.choice(refs)]
        )
    if way < 0.4:
        return [tree(depth - 1, refs) for _ in range(random.randint(0, 3))]
    made = {}
    kind = random.choice(TYPES)
    if random.random() < 0.7:
        made["type"] = kind if random.random() < 0.9 else random.choice([["object"], {"a": 1}, None])
    own = [f.split(".")[1] for f in FIELDS if f.startswith(kind + ".")]
    for name in random.sample(own, min(len(own), 2)) + random.sample(NAMES, random.randint(0, 2)):
        if name != "type" or random.random() < 0.1:
            made[name] = tree(depth - 1, refs)
    if random.random() < 0.3:
        names = random.sample(own + NAMES, random.randint(1, 3))
        made["$parameters"] = {name: given(refs) for name in names}
    if random.random() < 0.15:
        made["$ref"] = "#/" + random.choice(refs)
    return made


def given(refs):
    """Mostly a scalar, since objects in objects of parameters multiply without end."""
    return tree(0 if random.random() < 0.8 else 1, refs)


def manifest():
    refs = ["definitions/a", "definitions/b/x", "definitions/k/l", "definitions/list/0"]
    refs += ["definitions/list/1/type", "version"] + ["nowhere"] * (random.random() < 0.1)
    later = refs[1:]
    definitions = {
        "a": tree(2, later),
        "b": {"x": tree(1, refs[2:])},
        "k/l": tree(1, refs[3:]),
        "list": [tree(1, ["version"]), {"type": "HttpRequester"}],
    }
    made = {"version": "1.0.0", "definitions": definitions}
    for name in ["check", "spec", "streams"]:
        made[name] = tree(4, refs)
    return made


def resolved(text):
    made = safe_load_yaml(text)
    made.setdefault("type", "DeclarativeSource")
    made = ManifestReferenceResolver().preprocess_manifest(made)
    return ManifestComponentTransformer().propagate_types_and_parameters("", made, {})


def case(text, read):
    try:
        made = json.loads(json.dumps(read(text), default=lambda value: value.isoformat()))
        return {"text": text, "json": made}
    except Exception as error:
        return {"text": text, "error": f"{type(error).__name__}: {error}"[:300]}


def main(kind, seed, count, out, *paths):
    random.seed(int(seed))
    texts = [open(path).read().split("\n") for path in paths]
    with open(out, "w") as file:
        for _ in range(int(count)):
            if kind == "yaml":
                made = case(spoilt(piece(random.choice(texts))), safe_load_yaml)
            else:
                made = case(json.dumps(manifest()), resolved)
            file.write(json.dumps(made) + "\n")


main(*sys.argv[1:])
