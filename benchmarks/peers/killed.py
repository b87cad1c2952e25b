"""Kills reads of substream.yaml, goes on from every state so far, and counts what came again.

Usage: python killed.py KIT URL RECORDS KILLS SEED COMMAND...
COMMAND is a kit's up to its catalog, without --config, --catalog and --state; URL is of a
ManifestApi, and of nobody else meanwhile. Prints one line of figures.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import urllib.request

KIT, URL, RECORDS, KILLS, SEED, *COMMAND = sys.argv[1:]
CATALOG = {
    "streams": [
        {
            "stream": {
                "name": "records", "json_schema": {}, "supported_sync_modes": ["full_refresh"],
            },
            "sync_mode": "full_refresh",
            "destination_sync_mode": "append",
        }
    ]
}


def requests():
    return int(urllib.request.urlopen(URL + "/requests").read())


def attempt(folder, states, seen, kill_after):
    files = {
        "config": {"url": f"{URL}/{RECORDS}", "_checkpoint_seconds": 0},
        "catalog": CATALOG,
        "state": list(states.values()),
    }
    command = list(COMMAND)
    for name, content in files.items():
        path = os.path.join(folder, name + ".json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(content, file)
        command += ["--" + name, path]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    count = 0
    for line in process.stdout:
        if not line.endswith(b"\n"):
            break
        message = json.loads(line)
        if message["type"] == "RECORD":
            count += 1
            seen.append(message["record"]["data"]["id"])
            if count == kill_after:
                process.kill()
        elif message["type"] == "STATE":
            stream = message["state"]["stream"]["stream_descriptor"]["name"]
            states[stream] = message["state"]
    return process.wait()


def main():
    rng = random.Random(int(SEED))
    records, kills = int(RECORDS), int(KILLS)
    before = requests()
    with tempfile.TemporaryDirectory() as folder:
        whole = []
        assert attempt(folder, {}, whole, None) == 0
        needed = requests() - before
        assert len(set(whole)) == records, len(set(whole))
        states, seen, done = {}, [], 0
        while done < kills:
            # Inside of what is left, whether or not the kit goes on.
            after = rng.randint(1, records // (kills + 1))
            if attempt(folder, states, seen, after) == 0:
                break
            done += 1
        code = attempt(folder, states, seen, None)
        again = requests() - before - 2 * needed
    print(
        f"{KIT}: {done} kills, exit code {code}; {records - len(set(seen))} records lost, "
        f"{len(seen) - records} of {records} came again; {again} requests above {needed}"
    )


if __name__ == "__main__":
    main()
