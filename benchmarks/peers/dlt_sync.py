"""dlt puts the shop's records into DuckDB, with a source of its own over the same API.

Usage: python dlt_sync.py URL FILE [anything]
"""

import os
import sys
import tempfile

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"

import dlt  # noqa: E402
from dlt.sources.helpers import requests  # noqa: E402

url, file = sys.argv[1:3]
PAGE = 1_000


def pages(path):
    offset = 0
    while True:
        items = requests.get(f"{url}{path}?offset={offset}&limit={PAGE}").json()["items"]
        if items:
            yield items
        if len(items) < PAGE:
            return
        offset += PAGE


@dlt.resource(primary_key="id", write_disposition="replace")
def contacts():
    yield from pages("/contacts")


@dlt.resource(primary_key="id", write_disposition="replace")
def shops():
    yield from pages("/shops")


@dlt.resource(primary_key="id", write_disposition="replace")
def orders():
    for page in pages("/shops"):
        for shop in page:
            yield from pages(f"/shops/{shop['id']}/orders")


@dlt.resource(primary_key="id", write_disposition="merge")
def events(updated=dlt.sources.incremental("updatedAt")):
    yield from pages("/events")


with tempfile.TemporaryDirectory() as folder:
    pipeline = dlt.pipeline(
        "shop",
        destination=dlt.destinations.duckdb(file),
        dataset_name="shop",
        pipelines_dir=folder,
    )
    print(pipeline.run([contacts(), shops(), orders(), events()]))
