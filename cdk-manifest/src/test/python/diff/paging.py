"""Which page a request asks for, and what an answer must hold so that the next one is asked for."""

import copy
import itertools
import re

import manifests
import templates

PAGES = 3
PLAIN = "__page"
HERE = "@@"
_MARK = re.compile(r"tkn(\d)q|\b88000(\d)\b")

KEEP, GONE = object(), object()
_ADDRESS = ("address", lambda page, url: url.replace(HERE, f"page={page + 1}&{PLAIN}={page}"))
_MORE = [
    ("as it is", lambda page, url: KEEP),
    ("text", lambda page, url: f"tkn{page}q"),
    ("true", lambda page, url: True),
    ("number", lambda page, url: 880000 + page),
    _ADDRESS,
    ("false", lambda page, url: False),
    ("gone", lambda page, url: GONE),
    ("object", lambda page, url: {"page": page, "offset": page}),
]
_LAST = [
    ("gone", lambda page, url: GONE),
    ("null", lambda page, url: None),
    ("false", lambda page, url: False),
    ("as it is", lambda page, url: KEEP),
    ("empty", lambda page, url: ""),
    ("nothing", lambda page, url: {}),
    ("zero", lambda page, url: 0),
    ("true", lambda page, url: True),
]
_MOST = 4096


def mark(text):
    """The page that a mark in a text names; None where there is none."""
    found = _MARK.search(text)
    return int(found[1] or found[2]) if found else None


def unmarked(text):
    """A text without its marks."""
    return _MARK.sub("", text)


def size(listing, config):
    """How many records a full page has."""
    strategy = listing.paginator.get("pagination_strategy") or {}
    said = templates.value(strategy.get("page_size"), config, strategy.get("$parameters"))
    try:
        return max(1, min(int(said), 500))
    except (TypeError, ValueError):
        return manifests.PAGE


def counted(listing, token, config):
    """The page that a page number or an offset stands for."""
    strategy = listing.paginator["pagination_strategy"]
    try:
        number = int(token)
    except (TypeError, ValueError):
        return 0
    if listing.strategy == "OffsetIncrement":
        length = size(listing, config)
        return PAGES if number % length else number // length
    return number - int(strategy.get("start_from_page") or 0)


class Plan:
    """Holds what answers of a cursor paging must say: found by search, with the kit as judge."""

    def __init__(self, listing, config):
        self._config = config
        strategy = listing.paginator["pagination_strategy"]
        self._parameters = strategy.get("$parameters") or {}
        self._value = strategy.get("cursor_value")
        self._stop = strategy.get("stop_condition")
        found = set()
        for text in (self._value, self._stop):
            found |= templates.leaves(text, "response", "headers", "last_record")
        self._leaves = sorted(
            (leaf for leaf in found if leaf[1]), key=lambda leaf: (leaf[0], str(leaf[1])))
        self._size = size(listing, config)
        self._option = listing.paginator.get("page_token_option")
        self._more = self._last = None
        self.solved = None

    def solve(self, make):
        """Searches.

        :param make: page -> (body, headers, records) before anything is set in them
        """
        more = _MORE
        if (self._option or {}).get("type") == "RequestPath":
            more = [_ADDRESS, *(kind for kind in _MORE if kind is not _ADDRESS)]
        self._more = self._search(more, make, 0, self._goes_on)
        self._last = self._search(_LAST, make, PAGES - 1, lambda *page: self.token(*page) is None)
        self.solved = self._more is not None and self._last is not None

    def _search(self, kinds, make, page, fits):
        for choice in itertools.islice(
                itertools.product(kinds, repeat=len(self._leaves)), _MOST):
            try:
                first = self._set(choice, *make(page), page + 1, f"http://h/p?{HERE}&a=1")
                second = self._set(choice, *make(page + 1), page + 2, f"http://h/p?{HERE}&a=1")
                if fits(*first) and (kinds is _LAST or self._differ(first, second)) :
                    return choice
            except Exception:  # a template that fails on these values: they are not the ones
                continue
        return None

    def _goes_on(self, *page):
        token = self.token(*page)
        return isinstance(token, (str, int, dict)) and not isinstance(token, bool)

    def _differ(self, first, second):
        return str(self.token(*first)) != str(self.token(*second))

    def token(self, body, headers, records):
        """What the kit asks the next page with; None where there is none."""
        variables = {
            "response": body, "headers": headers, "last_page_size": len(records),
            "last_record": records[-1] if records else None,
        }
        if self._stop and templates.holds(
                self._stop, self._config, self._parameters, **variables):
            return None
        return templates.value(
            self._value, self._config, self._parameters, page_size=self._size, **variables) or None

    def fill(self, body, headers, records, page, url):
        """Sets what makes an answer one of its page."""
        choice = self._more if page < PAGES - 1 else self._last
        return self._set(choice, body, headers, records, page + 1, url)

    def _set(self, choice, body, headers, records, page, url):
        for (root, path), (_, kind) in zip(self._leaves, choice):
            said = kind(page, url)
            if said is KEEP:
                continue
            if root == "last_record":
                if records:
                    put(records[-1], path, said)
            elif root == "response":
                put(body, path, said)
            else:
                _put_header(headers, path, said)
        return body, headers, records


def _put_header(headers, path, said):
    name = str(path[0]).lower()
    if said is GONE or said is None:
        headers.pop(name, None)
    elif name == "link" and len(path) > 1:
        headers[name] = {path[1]: {"url": said, "rel": path[1]}}
    else:
        headers[name] = said if isinstance(said, str) else str(said)


def put(at, path, said):
    """Sets a value below; containers on the way are made."""
    for key in path[:-1]:
        if isinstance(key, int):
            if not isinstance(at, list) or not at:
                raise KeyError(key)
            at = at[key]
            continue
        if not isinstance(at, dict):
            raise KeyError(key)
        if not isinstance(at.get(key), (dict, list)):
            if said is GONE:
                return
            at[key] = {}
        at = at[key]
    if said is GONE:
        if isinstance(at, dict):
            at.pop(path[-1], None)
    else:
        at[path[-1]] = copy.deepcopy(said)
