"""manifest-diff: runs manifests by the Python kit and by this one, and says where they differ.

Each manifest is read against a local API that is made from the manifest itself, by both kits after
each other. It needs a Python with `airbyte-cdk`, and java.
"""

import argparse
import collections
import json
import multiprocessing
import os
import sys
import tempfile
import traceback
from concurrent import futures

import compare
import config as configs
import kill
import listing
import manifests
import runners
import server


def main():
    """Runs the tool; the exit code is 1 where there is a difference."""
    said = _arguments()
    files = _files(said)
    done = []
    with tempfile.TemporaryDirectory() as classes:
        said.java = runners.compiled(said.jar, classes)
        os.environ["PYTHONPATH"] = runners.HERE
        multiprocessing.set_forkserver_preload(["run_python"])
        with futures.ProcessPoolExecutor(said.workers) as pool:
            for ran in futures.as_completed([pool.submit(_judged, file, said) for file in files]):
                one = ran.result()
                print(one[0].line()[: said.width], flush=True)
                done = sorted([*done, one], key=lambda d: d[0].manifest)
                _note(said.json, done)
    print(_table([verdict for verdict, _ in done]))
    return 1 if any(verdict.kind == compare.DIFFERENT for verdict, _ in done) else 0


def _note(path, done):
    if path:
        with open(path, "w", encoding="utf-8") as file:
            json.dump([details for _, details in done], file, indent=1, ensure_ascii=False)


def _arguments():
    parser = argparse.ArgumentParser(
        prog="manifest-diff", description=__doc__.split("\n\n", maxsplit=1)[1])
    parser.add_argument("manifests", nargs="+", help="manifests, or folders of them")
    parser.add_argument("--jar", required=True, help="the jar that runs manifests")
    parser.add_argument("--only", help="a file with the names of the manifests to take, one a line")
    parser.add_argument("--json", help="where to write what differs")
    parser.add_argument("--workers", type=int, default=2, help="how many side by side (default 2)")
    parser.add_argument("--seconds", type=int, default=120, help="the limit of a run (default 120)")
    parser.add_argument("--concurrency", type=int, default=4,
                        help="how many parts this kit reads side by side (default 4)")
    parser.add_argument("--kill", type=float, metavar="SECONDS",
                        help="kill this kit so often, resume it, and compare with its own whole run")
    parser.add_argument("--lists", action="store_true",
                        help="put an answer that is an object into a list of its own")
    parser.add_argument("--delay", type=float, default=0.05,
                        help="with --kill: how long an answer takes (default 0.05)")
    parser.add_argument("--keep", help="a folder for what is made of each manifest")
    parser.add_argument("--width", type=int, default=400, help="the longest line (default 400)")
    return parser.parse_args()


def _files(said):
    files = []
    for place in said.manifests:
        if os.path.isdir(place):
            files += sorted(os.path.join(place, f) for f in os.listdir(place) if f.endswith(".yaml"))
        else:
            files.append(place)
    if said.only:
        with open(said.only, encoding="utf-8") as file:
            names = {line.split()[0] for line in file if line.strip()}
        files = [file for file in files if os.path.basename(file) in names]
    return files


def _judged(file, said):
    name = os.path.basename(file)
    try:
        return _run(file, said)
    except Exception as e:  # one manifest that the tool cannot take must not end the others
        verdict = compare.Verdict(name, compare.UNTRIED, [f"{type(e).__name__}: {e}"])
        return verdict, {"manifest": name, "verdict": verdict.kind, "error": traceback.format_exc()}


def _run(file, said):
    name = os.path.basename(file)
    with open(file, encoding="utf-8") as opened:
        original = opened.read()
    api = server.Server()
    with tempfile.TemporaryDirectory() as scratch:
        folder = os.path.join(said.keep, name) if said.keep else scratch
        os.makedirs(folder, exist_ok=True)
        text = manifests.moved(original, api.origin)
        tree = manifests.resolved(text)
        if not tree.get("spec"):
            text += configs.spec_of(text)
            tree = manifests.resolved(text)
        config = configs.made(tree["spec"], api.origin)
        names = [manifests.name(stream) for stream in tree.get("streams") or []]
        if not names:
            raise ValueError("it has no streams of its own, only dynamic ones")
        paths = {
            "--config": _write(folder, "config.json", {**config}),
            "--catalog": _write(folder, "catalog.json", runners.catalog(names)),
        }
        more = {"_concurrency": said.concurrency, **({"_checkpoint_seconds": 0} if said.kill else {})}
        ours_config = _write(folder, "config-here.json", {**config, **more})
        manifest = _write(folder, "manifest.yaml", text)
        listings = listing.all_of(tree, config)
        api.api = server.Api(listings, config, api.origin)
        api.api.lists = said.lists
        if said.kill:
            arguments = [manifest, "read", *_pairs({**paths, "--config": ours_config})]
            return _killed(said, name, tree, api, arguments, folder)
        arguments = [manifest, "read", *_pairs(paths)]
        theirs = _noted(api.api, names, lambda: runners.python(
            arguments, os.path.join(folder, "there.jsonl"), said.seconds))
        lost = list(api.api.unknown)
        arguments = [manifest, "read", *_pairs({**paths, "--config": ours_config})]
        ours = _noted(api.api, names, lambda: runners.run(
            [*said.java, *arguments], said.seconds))
        lost += api.api.unknown
    api.close()
    above = {
        manifests.name(stream): listing.alike(listings, manifests.above(stream))
        for stream in tree["streams"]
    }
    verdict, left = compare.judge(
        name, names, above, {one.name: one for one in reversed(listings)}, theirs, ours)
    if ours.late or theirs.late and verdict.kind != compare.KNOWN:
        verdict.kind = compare.DIFFERENT
        verdict.reasons.append("took too long: " + ("there" if theirs.late else "here"))
    verdict.figures["unsolved"] = [
        one.name for one in listings if one.plan is not None and not one.plan.solved]
    verdict.figures["unknown"] = sorted(set(lost))[:6]
    return verdict, compare.details(verdict, left, theirs, ours)


def _killed(said, name, tree, api, arguments, folder):
    if not kill.is_worth_it(tree):
        verdict = compare.Verdict(name, compare.UNTRIED, ["it has no substreams"])
    else:
        api.delay = said.delay
        verdict = kill.judge(
            name, api.api, [*said.java, *arguments], said.kill, said.concurrency, folder)
    api.close()
    return verdict, {"manifest": name, "verdict": verdict.kind, "reasons": verdict.reasons,
                     "figures": verdict.figures}


def _pairs(paths):
    return [word for pair in paths.items() for word in pair]


def _noted(api, names, run):
    api.begin()
    outcome = run()
    outcome.requests = collections.Counter(api.log)
    for name in names:
        outcome.ended.setdefault(name, "not begun")
    return outcome


def _write(folder, name, said):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(said if isinstance(said, str) else json.dumps(said))
    return path


def _table(verdicts):
    kinds = collections.Counter(verdict.kind for verdict in verdicts)
    lines = ["", f"{'manifests':<40}{len(verdicts):>7}"]
    lines += [f"  {kind:<38}{number:>7}" for kind, number in kinds.most_common()]
    for figure in ("streams", "complete in both", "failed in both", "refused", "unsolved",
                   "records", "requests", "repeated"):
        total = 0
        for verdict in verdicts:
            value = verdict.figures.get(figure, 0)
            total += len(value) if isinstance(value, list) else value
        lines.append(f"{figure:<40}{total:>7}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
