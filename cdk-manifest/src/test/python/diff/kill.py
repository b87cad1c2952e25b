"""Kills this kit again and again while it reads, and resumes it: nothing may go lost."""

import collections
import os
import subprocess
import threading
import time

import compare
import manifests
import runners

_MOST = 200


def is_worth_it(tree):
    """Whether a manifest has what resuming is hard for: substreams."""
    return any(manifests.parents(stream) for stream in tree.get("streams") or [])


def judge(name, api, command, seconds, workers, folder):
    """The verdict: kills every so many seconds, until a run ends.

    :param command: reads from the start; the kit takes a state as further arguments
    """
    api.begin()
    whole = runners.run(command, 600)
    if whole.late:
        return compare.Verdict(name, compare.UNTRIED, ["the whole takes too long"])
    states, records, kills = [], collections.defaultdict(collections.Counter), 0
    path = os.path.join(folder, "states.jsonl")
    ended = None
    while ended is None and kills < _MOST:
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(states)
        said, code = _attempt(command + (["--state", path] if states else []), seconds)
        lines = said.decode("utf-8", "replace").splitlines(keepends=True)
        lines = lines if code is not None or not lines or lines[-1].endswith("\n") else lines[:-1]
        states += [line for line in lines if '"type":"STATE"' in line]
        outcome = runners.taken("".join(lines).encode())
        for stream, counted in outcome.records.items():
            records[stream] += counted
        if code is None:
            kills += 1
        else:
            ended = outcome
    return _verdict(name, whole, records, kills, ended, kills * workers * manifests.PAGE)


def _attempt(command, seconds):
    """(what it wrote, its exit code; None where it was killed)"""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    written = []
    reader = threading.Thread(target=lambda: written.append(process.stdout.read()))
    reader.start()
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    killed = process.poll() is None
    if killed:
        process.kill()
    process.wait()
    reader.join()
    return written[0], None if killed else process.returncode


def _verdict(name, whole, records, kills, ended, bound):
    verdict = compare.Verdict(name)
    lost = more = 0
    for stream, counted in whole.records.items():
        if whole.ended.get(stream) != "COMPLETE":
            continue
        lost += sum((counted - records[stream]).values())
        more += sum((records[stream] - counted).values())
        strange = [text for text in records[stream] if text not in counted]
        if strange:
            verdict.reasons.append(f"{stream}: {len(strange)} records that the whole has not")
    total = sum(sum(counted.values()) for counted in whole.records.values())
    verdict.figures = {"records": total, "kills": kills, "lost": lost, "twice": more}
    if ended is None:
        verdict.reasons.append(f"it did not end after {kills} kills")
    if lost:
        verdict.reasons.append(f"{lost} records are lost")
    if more > bound:
        verdict.reasons.append(f"{more} records came twice, at most {bound} may")
    verdict.kind = compare.DIFFERENT if verdict.reasons else compare.SAME
    verdict.reasons.append(f"{kills} kills, {total} records, {lost} lost, {more} twice")
    return verdict
