"""An expression through Airbyte's Python CDK, found below installed/python.

Usage: python expressions.py NAME TEXT CONTEXT
For each line that comes in it runs for 40 ms and answers with the nanoseconds of CPU that an
evaluation took. A condition is evaluated as InterpolatedBoolean, all else as InterpolatedString,
which is JinjaInterpolation but for texts without places.
"""

import json
import sys
import time

from airbyte_cdk.sources.declarative.interpolation.interpolated_boolean import InterpolatedBoolean
from airbyte_cdk.sources.declarative.interpolation.interpolated_string import InterpolatedString

STINT = 0.04
TIMES = 20


def evaluation(name, text, context):
    config = context.pop("config")
    kind = InterpolatedBoolean if name == "condition" else InterpolatedString
    text = kind(text, parameters={})
    if "stream_partition" in context:
        # Both names stand for one thing, and only this one may be given.
        context["stream_slice"] = context.pop("stream_partition")
    return lambda: text.eval(config, **context)


def stint(evaluate):
    count = 0
    begun = time.thread_time()
    until = time.perf_counter() + STINT
    while time.perf_counter() < until:
        for _ in range(TIMES):
            evaluate()
        count += TIMES
    return (time.thread_time() - begun) * 1e9 / count


if __name__ == "__main__":
    evaluate = evaluation(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))
    print(f"Python: {sys.argv[2]} is {evaluate()}", file=sys.stderr)
    for _ in sys.stdin:
        print(stint(evaluate), 0, flush=True)
