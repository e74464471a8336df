"""The figures that README and docs show are those that govgraph draws today; `--regolden` renews them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import govgraph

FOLDER = Path(__file__).parents[1] / "docs" / "figures"
CASES = ["vasterbotten", "varmland", "ostergotland", "malarstader"]
FIGURES: dict[str, tuple[list[str], dict[str, Any]]] = {
    **{case: ([case], {}) for case in CASES},
    "panels": (CASES, {"verbs": ["information"]}),
    "changes": (["varmland"], {"at": ["2019-06", "2022-12"]}),
    "matrix": (["varmland", "ostergotland"], {"picture": "matrix", "verbs": ["information"]}),
    "timeline": (["varmland"], {"picture": "timeline"}),
    "seats": (["vasterbotten"], {"picture": "seats"}),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_of_the_docs_is_the_one_drawn_today(name: str, request: pytest.FixtureRequest) -> None:
    cases, options = FIGURES[name]
    drawn = govgraph.build_picture(govgraph.load_graph(), cases, lang="en", **options).sheet.svg
    path = FOLDER / f"{name}.svg"
    if request.config.getoption("--regolden"):
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == drawn


def test_no_other_figure_is_kept() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(FIGURES)
