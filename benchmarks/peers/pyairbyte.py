"""PyAirbyte as a client of a connector of this kit: read, read again, killed, read again.

Run by benchmarks/peers/pyairbyte; everything goes into a DuckDB file and is counted there.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

os.environ.setdefault("AIRBYTE_OFFLINE_MODE", "1")

import airbyte  # noqa: E402
from airbyte.caches import DuckDBCache  # noqa: E402

HERE = Path(__file__).parent
STREAMS = ["accounts", "pages", "items", "days", "notes", "letters"]
failed = False


def start_server():
    server = subprocess.Popen(
        [sys.executable, HERE / "server.py", "0"], stdout=subprocess.PIPE, text=True
    )
    return server, f"http://127.0.0.1:{server.stdout.readline().strip()}"


def source(folder, url, jar):
    launcher = folder / "connector"
    launcher.write_text(
        "#!/bin/sh\n"
        f"echo $$ > {folder}/pid\n"
        f'exec java -cp {jar} dev.javacdk.benchmarks.peer.PeerConnector "$@"\n'
    )
    launcher.chmod(0o755)
    return airbyte.get_source(
        "source-peer",
        config={"url": url, "form": "iso"},
        streams=STREAMS,
        local_executable=str(launcher),
    )


def counts(cache):
    return {
        name: cache.run_sql_query(f'select count(distinct id) as n from read."{name}"')[0]["n"]
        for name in STREAMS
    }


def check(title, cache, expected, read):
    global failed
    found = counts(cache)
    print(f"\n{title}: {read} records came")
    for name in STREAMS:
        right = found[name] == expected[name]
        failed |= not right
        verdict = "" if right else "   WRONG"
        print(f"  {name:10} expected {expected[name]:6} in DuckDB {found[name]:6}{verdict}")


def kill_soon(folder, seconds):
    def kill():
        deadline = time.time() + 20
        while time.time() < deadline and not (folder / "pid").exists():
            time.sleep(0.01)
        time.sleep(seconds)
        try:
            os.kill(int((folder / "pid").read_text()), signal.SIGKILL)
        except ProcessLookupError:
            pass

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def main():
    jar = sys.argv[1]
    server, url = start_server()
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            cache = DuckDBCache(db_path=folder / "peer.duckdb", schema_name="read")
            connector = source(folder, url, jar)
            connector.check()
            expected = {
                "accounts": 25, "pages": 500, "items": 500, "days": 500, "notes": 750, "letters": 750,
            }
            result = connector.read(cache=cache)
            check("first read", cache, expected, result.processed_records)

            request = urllib.request.Request(url + "/add", data=b"", method="POST")
            urllib.request.urlopen(request).read()
            time.sleep(1.1)
            expected |= {"pages": 510, "items": 510, "days": 510, "notes": 775, "letters": 775}
            result = connector.read(cache=cache)
            check("second read, of what is new", cache, expected, result.processed_records)

            other = DuckDBCache(db_path=folder / "killed.duckdb", schema_name="read")
            (folder / "pid").unlink()
            killer = kill_soon(folder, 1.2)
            try:
                result = connector.read(cache=other)
                print("\nthe read was over before it was killed")
            except Exception as error:  # PyAirbyte names it in several ways
                print(f"\nkilled: {type(error).__name__}")
            killer.join()
            result = connector.read(cache=other)
            check("read again after the kill", other, expected, result.processed_records)
    finally:
        server.kill()
    print("\nall counts are right" if not failed else "\nsome counts are WRONG")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
