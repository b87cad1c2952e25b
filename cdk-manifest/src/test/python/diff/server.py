"""A local API that answers as the listings of a manifest say, and notes what it is asked."""

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, unquote, urlencode

import paging
import records
import templates

_SLASHES = re.compile("/{2,}")
_UNTOLD = {"host", "user-agent", "accept-encoding", "accept", "connection", "content-length",
           "upgrade", "http2-settings", "keep-alive", "transfer-encoding", "traceparent"}
_MOST = 20_000


class Asked:
    """A request as the listings see it."""

    def __init__(self, method, target, headers, body):
        self.method = method
        self.target = target
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.body = body
        raw, _, query = target.partition("?")
        self.path = unquote(_SLASHES.sub("/", raw))
        self.query = parse_qsl(query, keep_blank_values=True)
        self.form, self.json = [], None
        kind = self.headers.get("content-type", "")
        if "form" in kind:
            self.form = parse_qsl(body, keep_blank_values=True)
        else:
            try:
                self.json = json.loads(body) if body else None
            except ValueError:
                self.json = None

    def told(self):
        """What is compared: texts that say the same are the same."""
        headers = sorted((n, v) for n, v in self.headers.items() if n not in _UNTOLD)
        if self.json is not None:
            body = json.dumps(self.json, sort_keys=True)
        else:
            body = sorted(self.form) if self.form else self.body
        return json.dumps([self.method, self.target.partition("?")[0], sorted(self.query), body, headers])

    def value(self, option):
        """The text in a field of the request; None where there is none."""
        part, path = option
        if part == "request_parameter":
            return next((v for n, v in self.query if n == path[-1]), None)
        if part == "header":
            return self.headers.get(path[-1].lower())
        if part == "body_data":
            return next((v for n, v in self.form if n == path[-1]), None)
        at = self.json
        for key in path:
            at = at.get(key) if isinstance(at, dict) else None
        return None if at is None else at if isinstance(at, (str, int)) else str(at)

    def says(self, part, name, text):
        """Whether a part of the request says this."""
        if part == "header":
            return self.headers.get(name.lower()) == text
        if part == "json":
            said = self.json.get(name) if isinstance(self.json, dict) else None
            return (said if isinstance(said, str) else json.dumps(said)) == text
        return (name, text) in (self.query if part == "query" else self.form)


class Api:
    """Answers for one manifest; safe for use by many threads."""

    def __init__(self, listings, config, origin):
        self._listings = listings
        self._config = config
        self._origin = origin
        self._lock = threading.Lock()
        self._tokens = {}
        self.lists = False
        self.log = []
        self.unknown = []

    def begin(self):
        """Forgets what was asked."""
        with self._lock:
            self.log, self.unknown = [], []

    def answer(self, asked):
        """(status, headers, body)"""
        with self._lock:
            listing = self._listing(asked)
            self.log.append((listing.name if listing else "", asked.told()))
            if len(self.log) > _MOST:
                return 410, {}, {"error": "asked too often"}
            if listing is None:
                self.unknown.append(f"{asked.method} {asked.target}")
                return 404, {}, {"error": "no such place"}
            return self._page(listing, asked)

    def _listing(self, asked):
        fitting = [
            listing for listing in self._listings
            if listing.method == asked.method and listing.place.fullmatch(asked.path)
        ]
        return max(fitting, key=lambda listing: (listing.fixed, self._score(listing, asked)),
                   default=None)

    @staticmethod
    def _score(listing, asked):
        return sum(1 if asked.says(part, name, text) else -1
                   for (part, name), text in listing.said.items())

    def _page(self, listing, asked):
        page = self._number(listing, asked)
        seed = self._seed(listing, asked)
        url = self._url(asked)
        if listing.strategy == "CursorPagination":
            if listing.plan is None:
                listing.plan = paging.Plan(listing, self._config)
                listing.plan.solve(lambda p: self._body(listing, seed, p))
            body, headers, made = self._body(listing, seed, page)
            if listing.plan.solved:
                body, headers, made = listing.plan.fill(body, headers, made, page, url)
                token = listing.plan.token(body, headers, made)
                if token is not None:
                    self._tokens[(id(listing), str(token))] = page + 1
        else:
            body, headers, made = self._body(listing, seed, page)
            if self.lists and isinstance(body, dict) and listing.selector:
                body = [body]
        return 200, headers, body

    def _url(self, asked):
        query = [(n, v) for n, v in asked.query if n not in (paging.PLAIN, "page")]
        rest = "&" + urlencode(query) if query else ""
        return f"{self._origin}{quote(asked.path)}?{paging.HERE}{rest}"

    def _number(self, listing, asked):
        if not listing.strategy:
            return 0
        option = listing.option("page_token_option")
        token = asked.value(option) if option else None
        if listing.strategy != "CursorPagination":
            return paging.counted(listing, token, self._config) if token is not None else 0
        plain = dict(asked.query).get(paging.PLAIN)
        if plain and plain.isdigit():
            return int(plain)
        known = self._tokens.get((id(listing), str(token)))
        if known is not None:
            return known
        return paging.mark(unquote(asked.target) + "\n" + asked.body) or 0

    @staticmethod
    def _seed(listing, asked):
        """What tells one list from another: the request without its page."""
        option = listing.option("page_token_option") or ("", ("",))
        left_out = {paging.PLAIN, "page"}
        if option[0] == "request_parameter":
            left_out.add(option[1][-1])
        query = sorted((n, v) for n, v in asked.query if n not in left_out)
        if asked.json is not None:
            body = _words(asked.json, option[1][-1] if option[0].startswith("body") else "")
        else:
            body = sorted(
                (n, v) for n, v in asked.form
                if option[0] != "body_data" or n != option[1][-1]) or asked.body
        return records.digest(asked.method, asked.path, query, body)

    def _body(self, listing, seed, page):
        length = paging.size(listing, self._config) if listing.strategy else 3
        if page >= paging.PAGES:
            length = 0
        elif page == paging.PAGES - 1:
            length = max(1, length // 3)
        made = [records.make(listing.schema, sorted(listing.needed), (seed, page, i))
                for i in range(length)]
        selector = listing.selector
        if not selector and self._must_be_object(listing):
            made = made[:1] or [{}]
            return made[0], {}, made
        return placed(selector, made), {}, made

    @staticmethod
    def _must_be_object(listing):
        strategy = listing.paginator.get("pagination_strategy") or {}
        found = set()
        for key in ("cursor_value", "stop_condition"):
            found |= templates.leaves(strategy.get(key), "response")
        return any(path and isinstance(path[0], str) for _, path in found)


def _words(said, left_out):
    """A JSON body without its page."""
    if isinstance(said, dict):
        return sorted((n, _words(v, left_out)) for n, v in said.items() if n != left_out)
    if isinstance(said, list):
        return [_words(v, left_out) for v in said]
    return str(sorted(set(re.findall(r"\w+", paging.unmarked(str(said))))))


def placed(selector, made):
    """A body that has the records where the selector looks."""
    if not selector:
        return made
    head, rest = selector[0], selector[1:]
    if head == "*":
        if not rest:
            return made
        return [placed(rest, [one] if "*" in rest else one) for one in made]
    return {head: placed(rest, made)}


class Server:
    """Serves one API at a time, on a port of its own."""

    def __init__(self):
        outer = self
        self.api = None
        self.delay = 0

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self):
                length = int(self.headers.get("content-length") or 0)
                body = self.rfile.read(length).decode("utf-8", "replace")
                time.sleep(outer.delay)
                asked = Asked(self.command, self.path, self.headers, body)
                try:
                    status, headers, said = outer.api.answer(asked)
                except Exception as e:  # the fake is at fault: both sides must see it
                    outer.api.unknown.append(f"{type(e).__name__}: {e}")
                    status, headers, said = 410, {}, {"error": "the fake failed"}
                self._send(status, headers, json.dumps(said).encode())

            def _send(self, status, headers, text):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                for name, value in headers.items():
                    if isinstance(value, dict):
                        value = ", ".join(f'<{v["url"]}>; rel="{k}"' for k, v in value.items())
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve

            def log_message(self, *_):
                pass

        class Quiet(ThreadingHTTPServer):
            """Says nothing of clients that were killed."""

            request_queue_size = 64

            def handle_error(self, *_):
                pass

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        """Gives the port back."""
        self._server.shutdown()
        self._server.server_close()
