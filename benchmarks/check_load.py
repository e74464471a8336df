"""How long check and load take for each 1,000 records, beside libyaml's composer alone on the same files.

Every repeat is a process of its own, so that no cache is warm; imports are not counted (cold_start.py has them).
Goal: at most 3 times the composer. Shown, not asserted: machines differ.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import yaml

from generate import count_records, write_dataset
from machine import describe_machine, print_table

GOAL = 3
COMPOSE, LOAD = "libyaml's composer alone", "check and load into a graph"


def main() -> None:
    """Measure and print the table, or run one of the two once and print its seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--once", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        what, folder = options.once
        print(time_compose(Path(folder)) if what == COMPOSE else time_load(Path(folder)))
        return
    with tempfile.TemporaryDirectory() as name:
        write_dataset(Path(name), options.records)
        records = count_records(Path(name))
        size = sum(path.stat().st_size for path in Path(name).glob("*/*.yaml"))
        seconds = measure(Path(name), options.repeats)
    print(
        f"{records} records, {size / 1000:.0f} kB, median of {options.repeats}; goal: at most {GOAL} × the composer\n"
    )
    rows = [[what, took, 1000 * took / records, took / seconds[COMPOSE]] for what, took in seconds.items()]
    print_table(rows, ["what", "seconds", "per 1,000 records", "ratio"])
    print(f"\n{describe_machine('govgraph', 'pydantic', 'networkx', 'pyyaml', 'edtf')}")


def measure(folder: Path, repeats: int) -> dict[str, float]:
    """Give the median seconds of both, alternating."""
    times: dict[str, list[float]] = {COMPOSE: [], LOAD: []}
    for _ in range(repeats):
        for what, took in times.items():
            command = [sys.executable, __file__, "--once", what, str(folder)]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
            if done.returncode:
                sys.exit(done.stderr)
            took.append(float(done.stdout))
    return {what: median(took) for what, took in times.items()}


def time_compose(folder: Path) -> float:
    """Compose every file and do nothing with it."""
    paths = sorted(folder.glob("*/*.yaml"))
    begun = time.perf_counter()
    for path in paths:
        yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return time.perf_counter() - begun


def time_load(folder: Path) -> float:
    """Check the folder and build its graph."""
    import edtf  # noqa: F401 - imported where it is used, which is not what is measured here

    import govgraph

    begun = time.perf_counter()
    govgraph.load_graph(folder)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
