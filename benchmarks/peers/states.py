"""States go from Airbyte's Python CDK to this kit and back, and no row is lost on the way.

Run by benchmarks/peers/states. Each line of the table is one state: who wrote it and where it was
cut off, how many rows the other kit then owed, how many it lost, how many came twice.
"""

import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
FORMS = ["iso", "offset", "date", "seconds", "millis"]
EVERY_FORM = ["items", "days", "notes"]
ISO_ONLY = ["pages", "letters", "notes_global", "notes_followed"]
NO_CURSOR = ["pages", "letters"]
lost_any = False


def start_server():
    server = subprocess.Popen(
        [sys.executable, HERE / "server.py", "0"], stdout=subprocess.PIPE, text=True
    )
    return server, f"http://127.0.0.1:{server.stdout.readline().strip()}"


class Kit:
    def __init__(self, name, command):
        self.name = name
        self.command = command

    def read(self, folder, stream, state, limit=None):
        """Returns the ids that a state covers, all ids, and the newest state."""
        mode = "full_refresh" if stream in NO_CURSOR else "incremental"
        catalog = {"streams": [{
            "stream": {
                "name": stream, "json_schema": {},
                "supported_sync_modes": ["full_refresh", "incremental"],
            },
            "sync_mode": mode, "destination_sync_mode": "append",
        }]}
        (folder / "catalog.json").write_text(json.dumps(catalog))
        args = ["read", "--config", folder / "config.json", "--catalog", folder / "catalog.json"]
        if state is not None:
            (folder / "state.json").write_text(json.dumps([state]))
            args += ["--state", folder / "state.json"]
        process = subprocess.Popen(
            self.command + args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        covered, pending, failure = set(), [], None
        newest, every = state, set()
        for line in process.stdout:
            message = json.loads(line)
            if message["type"] == "RECORD":
                pending.append(message["record"]["data"]["id"])
                every.add(pending[-1])
            elif message["type"] == "STATE":
                covered |= set(pending)
                pending = []
                newest = {"type": "STREAM", "stream": message["state"]["stream"]}
            elif message["type"] == "TRACE" and message["trace"]["type"] == "ERROR":
                failure = message["trace"]["error"]["message"]
            if limit is not None and len(every) >= limit:
                process.kill()
                break
        process.stdout.close()
        process.wait()
        if limit is None and failure:
            print(f"    {self.name} failed: {failure[:300]}")
        return covered, every, newest


def everything(url, stream):
    rows = set()
    if stream in ("items", "days", "pages"):
        paths = ["/iso/items"]
    else:
        paths = [f"/iso/accounts/{n}/notes" for n in range(1, 26)]
    for path in paths:
        with urllib.request.urlopen(f"{url}{path}?size=100000") as answer:
            rows |= {row["id"] for row in json.load(answer)["items"]}
    return rows


def row(form, stream, what, owed, lost, twice):
    global lost_any
    lost_any |= bool(lost)
    verdict = f"LOST {len(lost)}" if lost else "0"
    print(f"{form:8} {stream:15} {what:34} {owed:5} {verdict:>9} {twice:6}", flush=True)


def cut_off(folder, url, form, stream, first, second):
    covered, _, state = first.read(folder, stream, None, limit=220)
    _, then, _ = second.read(folder, stream, state)
    lost = everything(url, stream) - covered - then
    row(form, stream, f"{first.name} cut off, {second.name} goes on", len(then | lost), lost, len(covered & then))


def next_sync(folder, form, stream, first, second):
    server, url = start_server()
    try:
        config(folder, url, form)
        covered, _, state = first.read(folder, stream, None)
        urllib.request.urlopen(urllib.request.Request(url + "/add", data=b"", method="POST")).read()
        time.sleep(1.1)  # the second under way is for the next sync
        _, then, _ = second.read(folder, stream, state)
        lost = everything(url, stream) - covered - then
        row(form, stream, f"{first.name} done, {second.name} reads the news", len(then | lost), lost, len(covered & then))
    finally:
        server.kill()


def config(folder, url, form):
    (folder / "config.json").write_text(json.dumps({"url": url, "form": form}))


def main():
    jar = sys.argv[1]
    forms = sys.argv[2:] or FORMS
    python = Kit("python", [sys.executable, str(HERE / "kit.py")])
    java = Kit("java", ["java", "-cp", jar, "dev.javacdk.benchmarks.peer.PeerConnector"])
    print(f"{'form':8} {'stream':15} {'state':34} {'rows':>5} {'lost':>9} {'twice':>6}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server, url = start_server()
        try:
            for form in forms:
                for stream in EVERY_FORM + (ISO_ONLY if form == "iso" else []):
                    for first, second in ((python, java), (java, python)):
                        config(folder, url, form)
                        cut_off(folder, url, form, stream, first, second)
                        if stream not in NO_CURSOR:
                            next_sync(folder, form, stream, first, second)
        finally:
            server.kill()
    print("no row was lost" if not lost_any else "rows were LOST")
    return 1 if lost_any else 0


if __name__ == "__main__":
    sys.exit(main())
