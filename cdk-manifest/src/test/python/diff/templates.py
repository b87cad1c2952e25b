"""Templates of a manifest: evaluated by the Python kit's own interpolation, and looked into."""

import re

from airbyte_cdk.sources.declarative.interpolation.interpolated_boolean import InterpolatedBoolean
from airbyte_cdk.sources.declarative.interpolation.interpolated_string import InterpolatedString
from jinja2 import Environment, TemplateSyntaxError, nodes

_PARTS = re.compile(r"(\{\{.*?\}\})", re.S)
_BY_SLICE = re.compile(r"stream_slice|stream_partition|stream_interval|next_page_token")


def value(text, config, parameters=None, **variables):
    """What a text comes to; anything but a text is itself."""
    if not isinstance(text, str):
        return text
    made = InterpolatedString.create(text, parameters=parameters or {})
    return made.eval(config, **variables)


def holds(text, config, parameters=None, **variables):
    """Whether a condition holds."""
    return bool(InterpolatedBoolean(text, parameters=parameters or {}).eval(config, **variables))


def pattern(text, config, parameters=None):
    """A regular expression for what a path may come to: what hangs on the slice may be anything.

    Returns it with the number of characters that are fixed.
    """
    if "{%" in text and _BY_SLICE.search(text):
        return ".*", 0
    if not _BY_SLICE.search(text):
        fixed = str(value(text, config, parameters))
        return re.escape(fixed), len(fixed)
    made, fixed = "", 0
    for part in _PARTS.split(text):
        if part.startswith("{{") and _BY_SLICE.search(part):
            made += "[^/]*"
            continue
        plain = str(value(part, config, parameters)) if part.startswith("{{") else part
        made += re.escape(plain)
        fixed += len(plain)
    return made, fixed


def leaves(text, *roots):
    """The places below some variables that a template looks at: {(root, (key, ...)), ...}."""
    if not isinstance(text, str) or ("{{" not in text and "{%" not in text):
        return set()
    try:
        tree = Environment().parse(text)
    except TemplateSyntaxError:
        return set()
    found = set()
    _look(tree, roots, found)
    return {leaf for leaf in found if not any(_is_below(other, leaf) for other in found)}


def _is_below(place, above):
    return place != above and place[0] == above[0] and place[1][: len(above[1])] == above[1]


def _look(node, roots, found):
    place = _place(node)
    if place and place[0] in roots:
        found.add(place)
        if isinstance(node, nodes.Call):
            for argument in node.args[1:]:
                _look(argument, roots, found)
        return
    if isinstance(node, nodes.Compare) and len(node.ops) == 1 and node.ops[0].op in ("in", "notin"):
        held, within = node.expr, _place(node.ops[0].expr)
        if isinstance(held, nodes.Const) and within and within[0] in roots:
            found.add((within[0], within[1] + (held.value,)))
            return
    for child in node.iter_child_nodes():
        _look(child, roots, found)


def _place(node):
    """The variable and the keys of an access; None where it is no plain one."""
    if isinstance(node, nodes.Name):
        return node.name, ()
    if isinstance(node, nodes.Getattr):
        held = _place(node.node)
        return held and (held[0], held[1] + (node.attr,))
    if isinstance(node, nodes.Getitem):
        held, key = _place(node.node), node.arg
        if isinstance(key, nodes.Neg) and isinstance(key.node, nodes.Const):
            return held and (held[0], held[1] + (-key.node.value,))
        return held and isinstance(key, nodes.Const) and (held[0], held[1] + (key.value,)) or None
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
        held = _place(node.node.node)
        if node.node.attr == "get" and node.args and isinstance(node.args[0], nodes.Const):
            return held and (held[0], held[1] + (node.args[0].value,))
    return None
