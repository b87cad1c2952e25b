"""Reads manifests: moved to a local origin, and with everything that is referred to in its place."""

import re

from airbyte_cdk.sources.declarative.parsers.manifest_component_transformer import (
    ManifestComponentTransformer,
)
from airbyte_cdk.sources.declarative.parsers.manifest_reference_resolver import (
    ManifestReferenceResolver,
)
from airbyte_cdk.utils.yaml_loader import safe_load_yaml

_SECURE = re.compile(r"https://(?!json-schema\.org)")
_SIZE = re.compile(r"^(\s*(?:- )?[\"']?page_size[\"']?:\s*)([\"']?)(\d+)([\"']?)(\s*,?)\s*$", re.M)
PAGE = 3


def moved(text, origin):
    """The manifest with every host as the first segment below the origin, and with small pages."""
    text = _SECURE.sub(origin + "/", text)
    return _SIZE.sub(lambda m: f"{m[1]}{m[2]}{min(int(m[3]), PAGE)}{m[4]}{m[5]}", text)


def resolved(text):
    """The tree of a manifest without references, each component with its type and parameters."""
    tree = safe_load_yaml(text)
    tree.setdefault("type", "DeclarativeSource")
    tree = ManifestReferenceResolver().preprocess_manifest(tree)
    return ManifestComponentTransformer().propagate_types_and_parameters("", tree, {})


def name(stream):
    """What a stream is called."""
    return str(stream.get("name") or stream.get("$parameters", {}).get("name") or "")


def streams(tree):
    """The streams, among them those that are parents only: (definition, whether it is listed)."""
    found = []
    for stream in tree.get("streams") or []:
        found.append((stream, True))
        found.extend((parent, False) for parent in _parents(stream))
    return found


def parents(stream):
    """The parents of a stream, as the manifest configures them."""
    routers = (stream.get("retriever") or {}).get("partition_router") or []
    return [
        parent
        for router in (routers if isinstance(routers, list) else [routers])
        for parent in router.get("parent_stream_configs") or []
    ]


def above(stream):
    """The names of the streams that a stream hangs on."""
    return {name(parent) for parent in _parents(stream)}


def _parents(stream):
    found = []
    for parent in parents(stream):
        found.append(parent["stream"])
        found.extend(_parents(parent["stream"]))
    return found
