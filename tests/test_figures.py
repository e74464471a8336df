"""The figures that the README shows are those that govgraph draws today; `--regolden` renews them."""

from __future__ import annotations

from pathlib import Path

import pytest

import govgraph

FIGURES = sorted((Path(__file__).parents[1] / "docs" / "figures").glob("*.svg"))


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_a_figure_of_the_readme_is_the_one_drawn_today(path: Path, request: pytest.FixtureRequest) -> None:
    drawn = govgraph.draw_svg(govgraph.build_scene(govgraph.load_graph(), path.stem, lang="en"))
    if request.config.getoption("--regolden"):
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == drawn
