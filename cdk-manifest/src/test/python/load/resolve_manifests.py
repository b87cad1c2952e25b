"""Writes what the Python kit makes of manifests before it builds components of them.

    python3 -m venv VENV && VENV/bin/pip install airbyte-cdk
    VENV/bin/python resolve_manifests.py OUT MANIFEST.yaml...

For each manifest OUT gets NAME.json, the tree with references, types and parameters resolved, and
NAME.verdict, empty where the kit's schema of components accepts that tree, else one line each for
the places that it does not accept.
"""

import json
import pathlib
import sys

from airbyte_cdk.sources.declarative.concurrent_declarative_source import (
    get_declarative_component_schema,
)
from airbyte_cdk.sources.declarative.parsers.manifest_component_transformer import (
    ManifestComponentTransformer,
)
from airbyte_cdk.sources.declarative.parsers.manifest_reference_resolver import (
    ManifestReferenceResolver,
)
from airbyte_cdk.utils.yaml_loader import safe_load_yaml
from jsonschema.validators import validator_for


def resolved(path):
    with open(path) as file:
        manifest = safe_load_yaml(file)
    manifest.setdefault("type", "DeclarativeSource")
    tree = ManifestReferenceResolver().preprocess_manifest(manifest)
    return ManifestComponentTransformer().propagate_types_and_parameters("", tree, {})


def meant(error):
    """Of alternatives, what is wrong with the one whose type it has."""
    while error.context:
        branches = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        own = [b for b in branches.values() if not any(is_other_type(e, error) for e in b)]
        error = (own or list(branches.values()))[0][0]
    return error


def is_other_type(inner, outer):
    where = list(inner.absolute_path)[len(outer.absolute_path) :]
    return where == ["type"] and inner.validator == "enum"


def main(out, *paths):
    folder = pathlib.Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    schema = get_declarative_component_schema()
    validator = validator_for(schema)(schema)
    for path in map(pathlib.Path, paths):
        tree = resolved(path)
        with open(folder / (path.stem + ".json"), "w") as file:
            json.dump(tree, file, default=lambda value: value.isoformat())
        with open(folder / (path.stem + ".verdict"), "w") as file:
            for error in validator.iter_errors(tree):
                found = meant(error)
                at = "/".join(map(str, found.absolute_path))
                file.write(f"{at}: {found.message[:300]!r}\n")


main(*sys.argv[1:])
