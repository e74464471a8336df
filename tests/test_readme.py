"""What the README shows is what a reader gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from govgraph.coding import write_skeleton
from govgraph.dataset import check_dataset

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_fault_that_the_readme_shows_is_worded_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_skeleton(Path("my-cases"), "skane")
    path = Path("my-cases/skane/mandates.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("holder: samradet", "holder: samrade"), encoding="utf-8")
    (problem,) = check_dataset(Path("my-cases")).problems
    assert str(problem) in README
