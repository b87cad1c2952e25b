"""Faults of the Python kit that are known, and how a refusal of this kit looks."""

import re

_PLACE = re.compile(r"((?:streams|definitions|dynamic_streams)[\[.][^ ]*.*)", re.S)
_TYPES = re.compile(r"has no value: .*(cannot|unsupported|is no|must be)", re.S)


def is_refusal(text):
    """Whether an error says that a stream cannot be built."""
    return "has no value" not in text and _PLACE.search(text) is not None and (
        "yet" in text or "(line " in text)


def short(text):
    """The place and the type of a refusal."""
    found = _PLACE.search(text)
    return (found[1] if found else text).split(" | ")[0][:160]


def whole(theirs):
    """Why the Python kit does not even begin; None where it does."""
    if theirs.late or theirs.requests or not theirs.errors[""]:
        return None
    if any(ended != "not begun" for ended in theirs.ended.values()):
        return None
    said = " ".join(theirs.errors[""][0].split("|", 1)[-1].split())
    found = re.search(r"\w*Error: .*?(?= Failed validating|$)", said)
    return "it does not begin: " + (found[0] if found else said)[:160]


def fault(difference, listings, theirs, ours):
    """The known fault of Python that a difference comes from; None where it is none.

    :param listings: by stream
    """
    stream = difference.stream
    if theirs.late and any("the same as the one before" in said
                           for errors in ours.errors.values() for said in errors):
        return "it asks for the same page for ever"
    if _ends_early(theirs) and any("{}" in counted for counted in ours.records.values()):
        return "an empty record ends its run, without an error"
    listing = listings.get(stream)
    if listing is not None and listing.selector[:1] == ["*"] and not theirs.records[stream]:
        return "the path of the records is looked for in each element of a list"
    if any("{{" in request or "%7B%7B" in request for request in difference.theirs):
        return "a wrong type makes it send the template as it stands"
    if difference.what == "outcome" and theirs.ended.get(stream) == "COMPLETE" and any(
            _TYPES.search(said) for said in ours.errors[stream]):
        return "a wrong type makes it take the template for its value"
    return None


def _ends_early(theirs):
    return theirs.code == 0 and not theirs.late and any(
        ended in ("STARTED", "RUNNING") for ended in theirs.ended.values())
