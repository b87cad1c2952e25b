"""A small API for clients and kits to read side by side.

Usage: python server.py PORT

GET /FORM/items, /FORM/accounts, /FORM/accounts/N/notes; FORM says how time is written: iso,
offset, date, seconds, millis. Asked for with since, until (exclusive),
through (inclusive), after (an id), page, size.
POST /add adds ten items and a note to each account; both are stamped now.
"""

import json
import sys
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

BEGIN = int(datetime(2026, 1, 1, tzinfo=timezone.utc).timestamp())
STEP = 43_217  # about half a day between two rows

ITEMS = [{"id": n, "at": BEGIN + n * STEP} for n in range(1, 501)]
ACCOUNTS = [{"id": n, "at": BEGIN} for n in range(1, 26)]
NOTES = {
    account["id"]: [
        {"id": account["id"] * 1_000 + n, "at": BEGIN + n * STEP + account["id"]}
        for n in range(1, 31)
    ]
    for account in ACCOUNTS
}


def written(form, at):
    moment = datetime.fromtimestamp(at, timezone.utc)
    if form == "seconds":
        return at
    if form == "millis":
        return at * 1_000
    if form == "date":
        return moment.strftime("%Y-%m-%d")
    return moment.strftime("%Y-%m-%dT%H:%M:%S" + ("+00:00" if form == "offset" else "Z"))


def read(form, text):
    if form == "seconds":
        return float(text)
    if form == "millis":
        return float(text) / 1_000
    text = text.replace("Z", "+00:00") if form != "date" else text + "T00:00:00+00:00"
    return datetime.fromisoformat(text).timestamp()


def day(form, at):
    return at - at % 86_400 if form == "date" else at


class Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlparse(self.path)
        asked = {name: values[-1] for name, values in parse_qs(url.query).items()}
        form, *path = url.path.strip("/").split("/")
        rows = {"items": ITEMS, "accounts": ACCOUNTS}.get(path[0], [])
        if len(path) == 3:
            rows = NOTES[int(path[1])]
        rows = [row for row in rows if row["id"] > int(asked.get("after", 0))]
        if "since" in asked:
            rows = [r for r in rows if day(form, r["at"]) >= read(form, asked["since"])]
        if "until" in asked:
            rows = [r for r in rows if day(form, r["at"]) < read(form, asked["until"])]
        if "through" in asked:
            rows = [r for r in rows if day(form, r["at"]) <= read(form, asked["through"])]
        size = int(asked.get("size", 10))
        first = (int(asked.get("page", 1)) - 1) * size
        time.sleep(0.005)
        found = [
            {"id": row["id"], "updated_at": written(form, row["at"])}
            for row in rows[first : first + size]
        ]
        self.answer({"items": found})

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        now = int(time.time())
        ITEMS.extend({"id": len(ITEMS) + n, "at": now} for n in range(1, 11))
        for account, notes in NOTES.items():
            notes.append({"id": account * 1_000 + len(notes) + 1, "at": now})
        self.answer({"items": len(ITEMS), "notes": sum(map(len, NOTES.values()))})

    def answer(self, body):
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        pass  # a client was killed


if __name__ == "__main__":
    server = Server(("127.0.0.1", int(sys.argv[1])), Api)
    print(server.server_address[1], flush=True)
    server.serve_forever()
