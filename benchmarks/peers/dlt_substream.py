"""dlt reads what manifests/substream.yaml reads, parents and the records of each, into files of JSON lines.

Usage: python dlt_substream.py URL FOLDER
"""

import os
import sys

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"

import dlt  # noqa: E402
from dlt.sources.helpers import requests  # noqa: E402

url, folder = sys.argv[1:3]
PAGE = 100


def pages(path):
    page = 1
    while True:
        answer = requests.get(f"{url}/{path}?page={page}&size={PAGE}").json()
        if answer["data"]:
            yield answer["data"]
        # The manifest's paging has no other end.
        if len(answer["data"]) < PAGE:
            return
        page += 1


@dlt.resource(primary_key="id", write_disposition="replace")
def parents():
    yield from pages("parents")


@dlt.transformer(data_from=parents, name="records", primary_key="id", write_disposition="replace")
def records(parents_page):
    @dlt.defer
    def one(parent):
        rows = [row for page in pages(f"parents/{parent['id']}/records") for row in page]
        for row in rows:
            row["parent_id"] = parent["id"]
            row["label"] = row["name"].upper()
            row.pop("secret")
            row["address"].pop("zip")
        return rows

    for parent in parents_page:
        yield one(parent)


@dlt.source(max_table_nesting=0)
def shop():
    return parents, records


pipeline = dlt.pipeline(
    "shop",
    destination=dlt.destinations.filesystem(bucket_url=f"file://{folder}"),
    dataset_name="shop",
    pipelines_dir=folder + "/pipelines",
)
print(pipeline.run(shop(), loader_file_format="jsonl"))
