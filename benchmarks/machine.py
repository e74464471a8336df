"""What a figure was measured on, in one line, and a plain table."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tabulate import tabulate

__all__ = ["describe_machine", "print_table"]


def describe_machine(*packages: str) -> str:
    """Name processor, system, Python and the packages that matter."""
    cpus = Path("/proc/cpuinfo")
    lines = cpus.read_text(encoding="utf-8").splitlines() if cpus.exists() else []
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"{os.cpu_count()} × {model}, {platform.system()}, Python {platform.python_version()}; {versions}"


def print_table(rows: Sequence[Sequence[object]], headers: Sequence[str], *, digits: int = 2) -> None:
    """Print rows as a table that can be pasted into README.md, with so many digits after the point."""
    print(tabulate(rows, headers=headers, tablefmt="github", floatfmt=f".{digits}f"))
