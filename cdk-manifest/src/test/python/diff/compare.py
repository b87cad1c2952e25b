"""Compares what two runs did, and gives the verdict on a manifest."""

import json
from dataclasses import dataclass, field

import known

SAME = "same"
REPEATED = "same but for repeated parent reads"
KNOWN = "known fault of Python"
REFUSED = "refused"
DIFFERENT = "DIFFERENT"
UNTRIED = "not tried"


@dataclass
class Verdict:
    """How a manifest fared.

    :ivar reasons: places and causes
    """

    manifest: str
    kind: str = SAME
    reasons: list = field(default_factory=list)
    figures: dict = field(default_factory=dict)

    def line(self):
        """The verdict on one line."""
        said = f" ({'; '.join(self.reasons)})" if self.reasons else ""
        return f"{self.manifest}: {self.kind}{said}"


@dataclass
class Difference:
    """What differs in one stream.

    :ivar stream: empty for requests that no listing answers
    """

    what: str
    stream: str
    text: str
    ours: list = field(default_factory=list)
    theirs: list = field(default_factory=list)


def streams(names, theirs, ours):
    """The differences of what streams gave; theirs is the Python kit's run."""
    found = []
    for name in names:
        one, other = theirs.records[name], ours.records[name]
        ends = theirs.ended.get(name), ours.ended.get(name)
        if ends[0] != ends[1]:
            found.append(Difference(
                "outcome", name, f"{name}: ended {ends[0]} there, {ends[1]} here"))
        elif one != other and ends[0] == "COMPLETE":
            missing, more = list((one - other).elements()), list((other - one).elements())
            found.append(Difference(
                "records", name,
                f"{name}: {len(missing)} records are missing, {len(more)} are more", more, missing))
    return found


def requests(theirs, ours):
    """(the differences of requests, by stream, how many were only repeated, by stream)"""
    found, repeated = [], {}
    for name in sorted({stream for stream, _ in list(theirs.requests) + list(ours.requests)}):
        there = {r: n for (stream, r), n in theirs.requests.items() if stream == name}
        here = {r: n for (stream, r), n in ours.requests.items() if stream == name}
        missing = [r for r in there if r not in here]
        more = [r for r in here if r not in there]
        again = sum(abs(here[r] - there[r]) for r in here if r in there)
        if again:
            repeated[name] = again
        if missing or more:
            found.append(Difference(
                "requests", name,
                f"{name or 'no stream'}: {len(missing)} requests are missing, {len(more)} are more",
                more, missing))
    return found, repeated


def judge(manifest, names, above, listings, theirs, ours):
    """The verdict, and the differences that nothing explains.

    :param above: by stream, the streams that it hangs on
    :param listings: by stream
    """
    verdict = Verdict(manifest)
    whole = known.whole(theirs)
    if whole:
        verdict.kind, verdict.reasons = KNOWN, [whole]
        verdict.figures = {"streams": len(names)}
        return verdict, []
    refused = {
        name: errors[0] for name, errors in ours.errors.items()
        if name in names and known.is_refusal(errors[0])
    }
    tried = [name for name in names if name not in refused]
    changed, repeated = requests(theirs, ours)
    found = streams(tried, theirs, ours)
    ended = {name: (theirs.ended.get(name), ours.ended.get(name)) for name in names}
    verdict.figures = {
        "streams": len(names),
        "complete in both": sum(ends == ("COMPLETE", "COMPLETE") for ends in ended.values()),
        "records": sum(sum(theirs.records[n].values()) for n in names),
        "requests": sum(theirs.requests.values()),
        "repeated": sum(repeated.values()),
        "failed in both": [n for n in tried if ended[n][0] == ended[n][1] != "COMPLETE"],
        "refused": len(refused),
    }
    parents = {parent for name in above for parent in above[name]}
    found += [
        Difference("repeated", name, f"{name}: {number} requests are repeated, and it is no parent")
        for name, number in repeated.items() if name not in parents and name in tried
        and ended[name] == ("COMPLETE", "COMPLETE")
    ]
    found += [d for d in changed if d.stream not in refused]
    left, faults, faulty = [], [], set()
    for difference in found:
        fault = known.fault(difference, listings, theirs, ours)
        if fault:
            faults.append(f"{difference.stream}: {fault}")
            faulty.add(difference.stream)
        else:
            left.append(difference)
    # whoever fails asks for less, and so does whoever hangs on it
    loose = faulty | set(refused) | set(verdict.figures["failed in both"])
    loose |= {parent for name in loose for parent in above.get(name, ())}
    left = [d for d in left if d.what not in ("requests", "repeated") or d.stream not in loose]
    if left:
        verdict.kind = DIFFERENT
        verdict.reasons = [d.text for d in left]
    elif refused:
        verdict.kind = REFUSED
        verdict.reasons = [known.short(text) for text in refused.values()]
    elif faults:
        verdict.kind = KNOWN
        verdict.reasons = sorted(set(faults))
    elif not verdict.figures["complete in both"]:
        verdict.kind, verdict.reasons = UNTRIED, ["no stream ends well on either side"]
    elif repeated:
        verdict.kind = REPEATED
    return verdict, left


def details(verdict, left, theirs, ours):
    """What to look into, as JSON takes it."""
    return {
        "manifest": verdict.manifest,
        "verdict": verdict.kind,
        "reasons": verdict.reasons,
        "figures": verdict.figures,
        "differences": [
            {"what": d.what, "stream": d.stream, "text": d.text,
             "here only": [json.loads(t) for t in d.ours[:4]],
             "there only": [json.loads(t) for t in d.theirs[:4]]}
            for d in left
        ],
        "errors there": {k: v[:2] for k, v in theirs.errors.items()},
        "errors here": {k: v[:2] for k, v in ours.errors.items()},
    }
