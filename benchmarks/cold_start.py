"""How long a question takes from the shell, beside a Python that only imports networkx.

Every repeat starts each command once, in turn, in a process of its own; the table has the medians.
Goal: at most 1.7 times the bare import on a case of two actors. Shown, not asserted: machines differ.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from generate import write_dataset
from machine import describe_machine, print_table

GOAL = 1.7
# the uncounted round writes bytecode, as the first command on any machine does
_ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
BASE = 'python -c "import networkx"'


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=15)
    repeats = parser.parse_args().repeats
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_dataset(folder, 2)
        govgraph = [str(Path(sys.executable).with_name("govgraph")), "who", "informs"]
        commands = {
            BASE: [sys.executable, "-c", "import networkx"],
            "govgraph who informs …, a case of two actors": [*govgraph, "SG1", "--datasets", str(folder)],
            "govgraph who informs PKD, the bundled cases": [*govgraph, "PKD"],
        }
        seconds = {what: median(times) for what, times in measure(commands, repeats).items()}
    print(f"median of {repeats}; goal for two actors: at most {GOAL} × the bare import\n")
    print_table([[what, took, took / seconds[BASE]] for what, took in seconds.items()], ["command", "seconds", "ratio"])
    print(f"\n{describe_machine('govgraph', 'networkx', 'pydantic', 'click', 'pyyaml')}")


def measure(commands: Mapping[str, Sequence[str]], repeats: int) -> dict[str, list[float]]:
    """Time each command `repeats` times, alternating, after one round that is not counted."""
    times: dict[str, list[float]] = {what: [] for what in commands}
    for round_ in range(repeats + 1):
        for what, command in commands.items():
            begun = time.perf_counter()
            done = subprocess.run(
                command, capture_output=True, text=True, encoding="utf-8", env=_ENVIRONMENT, check=False
            )
            took = time.perf_counter() - begun
            if done.returncode:
                sys.exit(f"{what}: exit {done.returncode}\n{done.stderr}")
            if round_:
                times[what].append(took)
    return times


if __name__ == "__main__":
    main()
