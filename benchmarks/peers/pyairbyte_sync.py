"""PyAirbyte puts the shop's records into DuckDB, through the same connector of this kit.

Usage: python pyairbyte_sync.py URL FILE CLASS_PATH
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("AIRBYTE_OFFLINE_MODE", "1")
os.environ.setdefault("DO_NOT_TRACK", "1")

import airbyte  # noqa: E402
from airbyte.caches import DuckDBCache  # noqa: E402

url, file, class_path = sys.argv[1:]
with tempfile.TemporaryDirectory() as name:
    launcher = Path(name) / "connector"
    launcher.write_text(
        "#!/bin/sh\n"
        f'exec java -Xmx128m -cp {class_path} dev.javacdk.benchmarks.sync.ShopConnector "$@"\n'
    )
    launcher.chmod(0o755)
    source = airbyte.get_source(
        "source-shop", config={"url": url}, streams="*", local_executable=str(launcher)
    )
    result = source.read(cache=DuckDBCache(db_path=Path(file), schema_name="shop"))
    print(result.processed_records)
