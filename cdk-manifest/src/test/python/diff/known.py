"""Faults of the Python kit that are known, and how a refusal of this kit looks."""

import re

_PLACE = re.compile(r"((?:streams|definitions|dynamic_streams)[\[.][^ ]*.*)", re.S)


def is_refusal(text):
    """Whether an error says that a stream cannot be built."""
    return "has no value" not in text and _PLACE.search(text) is not None and (
        "yet" in text or "(line " in text)


def short(text):
    """The place and the type of a refusal."""
    found = _PLACE.search(text)
    return (found[1] if found else text).split(" | ")[0][:160]


def fault(difference, theirs, ours):
    """The known fault of Python that a difference comes from; None where it is none."""
    if difference.what == "requests" and not difference.ours and not difference.theirs:
        return None
    return None
