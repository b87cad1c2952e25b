"""What one stream asks for and expects, worked out from the manifest."""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import manifests
import templates

_SLASHES = re.compile("/{2,}")


@dataclass
class Listing:
    """The answers to the requests of one stream.

    :ivar place: a regular expression for the path
    :ivar fixed: how many characters of the path are literal
    :ivar said: what requests say whatever their slice and page: {(part, name): text}
    :ivar selector: keys to where the records are
    :ivar needed: paths of fields that records must have
    :ivar paginator: as the manifest has it
    """

    name: str
    method: str
    place: re.Pattern
    fixed: int
    said: dict
    selector: list
    schema: dict
    paginator: dict
    parameters: dict
    needed: set = field(default_factory=set)
    plan: object = None

    @property
    def strategy(self):
        """How pages follow each other: the type of the strategy; empty where there is one page."""
        return (self.paginator.get("pagination_strategy") or {}).get("type", "")

    def option(self, which):
        """Where a request has the token or the size: (part, name); None where it has none."""
        option = self.paginator.get(which) or {}
        if option.get("type") != "RequestOption":
            return None
        path = option.get("field_path") or [option.get("field_name")]
        return option["inject_into"], tuple(str(part) for part in path)


def of(stream, config):
    """The listing of a stream; None where it asks nothing that can be worked out."""
    retriever = stream.get("retriever") or {}
    requester = retriever.get("requester") or {}
    if requester.get("type") != "HttpRequester":
        return None
    parameters = requester.get("$parameters") or {}
    place, fixed, query = _place(requester, config, parameters)
    said = {("query", name): text for name, text in query}
    for part, key in (("query", "request_parameters"), ("form", "request_body_data"),
                      ("json", "request_body_json"), ("header", "request_headers")):
        said.update(_said(part, requester.get(key), config, parameters))
    body = requester.get("request_body") or {}
    said.update(_said("json", body.get("value"), config, parameters))
    selector = retriever.get("record_selector") or {}
    extractor = selector.get("extractor") or {}
    listing = Listing(
        name=manifests.name(stream),
        method=str(requester.get("http_method") or "GET").upper(),
        place=re.compile(place + "/?", re.S),
        fixed=fixed,
        said=said,
        selector=[str(templates.value(part, config, extractor.get("$parameters")))
                  for part in extractor.get("field_path") or []],
        schema=_schema(stream),
        paginator=_paginator(retriever),
        parameters=parameters,
    )
    listing.needed |= _key(stream) | _looked_at(stream, selector)
    return listing


def _paginator(retriever):
    paginator = retriever.get("paginator") or {}
    return paginator if paginator.get("type") == "DefaultPaginator" else {}


def _place(requester, config, parameters):
    base = str(requester.get("url_base") or requester.get("url") or "")
    path = str(requester.get("path") or "")
    made = str(templates.value(base, config, parameters)) if "stream_" not in base else base
    whole = made.rstrip("/") + "/" + path.lstrip("/") if path else made
    if re.match("https?://", path):
        whole = path
    below = urlsplit(made).path and re.sub(r"^https?://[^/]*", "", whole) or "/" + path
    below, _, query = below.partition("?")
    place, fixed = templates.pattern(_SLASHES.sub("/", below).rstrip("/"), config, parameters)
    return _SLASHES.sub("/", place), fixed, parse_qsl(query, keep_blank_values=True)


def _said(part, value, config, parameters):
    if not isinstance(value, dict):
        return {}
    found = {}
    for name, text in value.items():
        if isinstance(text, str) and re.search(r"stream_|next_page_token", text):
            continue
        try:
            made = templates.value(text, config, parameters)
        except Exception:  # whatever a template fails with: then it tells nothing about the route
            continue
        found[(part, str(name))] = made if isinstance(made, str) else json.dumps(made)
    return found


def _schema(stream):
    loaders = stream.get("schema_loader") or {}
    loaders = loaders if isinstance(loaders, list) else [loaders]
    merged = {}
    for loader in loaders:
        for name, said in ((loader.get("schema") or {}).get("properties") or {}).items():
            merged[name] = said
    return {"properties": merged}


def _key(stream):
    key = stream.get("primary_key") or []
    key = [key] if isinstance(key, str) else key
    return {tuple(part) if isinstance(part, list) else (part,) for part in key if part}


def _looked_at(stream, selector):
    texts = [(selector.get("record_filter") or {}).get("condition")]
    for step in stream.get("transformations") or []:
        texts.append(step.get("condition"))
        for added in step.get("fields") or []:
            texts.append(added.get("value"))
    return {
        path
        for text in texts
        for _, path in templates.leaves(text, "record")
        if path and all(isinstance(part, str) for part in path)
    }


def all_of(tree, config):
    """The listings of a manifest; records of parents have what their children take."""
    made = []
    for stream, _ in manifests.streams(tree):
        listing = of(stream, config)
        if listing:
            made.append(listing)
    for stream, _ in manifests.streams(tree):
        for parent in manifests.parents(stream):
            _need(made, parent, config)
    for one in made:
        for other in made:
            if one.method == other.method and one.place == other.place:
                one.needed |= other.needed
    return made


def alike(made, names):
    """Names of streams, and of those that ask for the same place as one of them."""
    asked = {(one.method, one.place) for one in made if one.name in names}
    return set(names) | {one.name for one in made if (one.method, one.place) in asked}


def _need(made, parent, config):
    asked = of(parent["stream"], config)
    if asked is None:
        return
    key = str(templates.value(parent["parent_key"], config, parent.get("$parameters")))
    paths = {tuple(key.split("/"))} | {tuple(map(str, p)) for p in parent.get("extra_fields") or []}
    for listing in made:
        if listing.method == asked.method and listing.place == asked.place:
            listing.needed |= paths
