"""The figures of a site: drawn in several processes at once, or taken over from the site that was there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from govgraph.dataset import Dataset
from govgraph.draw.sheets import print_pdf, print_png
from govgraph.errors import UsageError
from govgraph.graph import Graph
from govgraph.pictures import KINDS, build_picture
from govgraph.site.address import place_figure
from govgraph.site.workers import Workers
from govgraph.tables import render_csv
from govgraph.words import LANGUAGES

__all__ = [
    "SUFFIXES",
    "Figure",
    "Plan",
    "describe_figure",
    "draw_figures",
    "name_key",
    "place_within",
    "plan_figures",
    "take_over",
]

SUFFIXES = (".svg", ".png", ".pdf", ".csv", ".txt")
DPI = 200
_LANGUAGE = re.compile(r' lang="[^"]*" xml:lang="[^"]*"')
_WIDTHS = (180.0, 240.0, 320.0, 420.0, 600.0)  # the first into which the boxes fit


@dataclass(frozen=True)
class Plan:
    """A figure to be drawn: its name in the site, of which cases, and the options of `build_picture`."""

    name: str
    cases: tuple[str, ...]
    options: tuple[tuple[str, Any], ...]
    lang: str


@dataclass(frozen=True)
class Figure:
    """A figure: its files by suffix; of its picture the size in points, the title and what it shows in words."""

    plan: Plan
    files: Mapping[str, bytes]
    width: float
    height: float
    title: str
    description: str
    caption: str

    @property
    def svg(self) -> str:
        """The drawing, to stand within a page."""
        return place_within(self.files[".svg"].decode("utf-8"))

    def without_prints(self) -> Figure:
        """Give the figure without the files that no page is made from."""
        return replace(self, files={".svg": self.files[".svg"]})


def place_within(svg: str) -> str:
    """Give a drawing as it may stand within a page: HTML knows no XML declaration, and no language of a drawing."""
    return _LANGUAGE.sub("", svg.partition("?>\n")[2], count=1)


def plan_figures(graph: Graph) -> list[Plan]:
    """Plan the figures of a dataset: of each case every kind and what is only proposed; panels of all cases."""
    dataset: Dataset = graph.graph["dataset"]
    plans: list[Plan] = []
    for lang in LANGUAGES:
        for case in dataset.cases.values():
            plans += [Plan(f"{case.id}-{kind}", (case.id,), (("picture", kind),), lang) for kind in KINDS]
            statuses = {fact.status for fact in (*case.mandates.values(), *case.seats.values())}
            if statuses & {"proposed", "planned"}:
                plans.append(Plan(f"{case.id}-proposed", (case.id,), (("proposed", True),), lang))
        if len(dataset.cases) > 1:
            verbs = tuple(dataset.vocabulary.find_verbs("information")[1])
            plans.append(Plan("panels", tuple(dataset.cases), (("verbs", tuple(sorted(verbs))),), lang))
    # what takes longest first, so that no process is left alone with it
    return sorted(plans, key=lambda plan: (not plan.name.endswith(("-structure", "-proposed", "panels")), plan.name))


def draw_figures(
    workers: Workers, plans: Sequence[Plan], *, tell: Callable[[int, int], None] = lambda _, __: None
) -> dict[tuple[str, str], Figure]:
    """Draw figures; by name and language. One of which there is nothing to draw is left out.

    Parameters
    ----------
    tell
        Is told how many are done, of how many.
    """
    found = {}
    for n, (plan, figure) in enumerate(zip(plans, workers.map(_draw, plans), strict=True), 1):
        tell(n, len(plans))
        if figure is not None:
            found[plan.name, plan.lang] = figure
    return found


def _draw(graph: Graph, plan: Plan) -> Figure | None:
    """Draw a figure at the least width of ours into which it fits; None where there is nothing to draw."""
    for width in _WIDTHS:
        try:
            picture = build_picture(graph, plan.cases, lang=plan.lang, width_mm=width, **dict(plan.options))
            break
        except UsageError:
            continue
    else:
        return None
    sheet = picture.sheet
    files = {
        ".svg": sheet.svg.encode("utf-8"),
        ".png": print_png(sheet, dpi=DPI),
        ".pdf": print_pdf(sheet),
        ".csv": render_csv(picture.rows, columns=picture.columns).encode("utf-8"),
        ".txt": (picture.captions[plan.lang] + "\n").encode("utf-8"),
    }
    return Figure(plan, files, sheet.width, sheet.height, sheet.title, sheet.description, picture.captions[plan.lang])


# -- taken over --------------------------------------------------------------------------------------------------------


def name_key(dataset: Dataset) -> str:
    """Name what a figure depends on: the content of the dataset, and every line of govgraph that may draw it."""
    return f"{dataset.sha256} {_hash_package()}"


@cache
def _hash_package() -> str:
    """Hash the code and the fonts, since a version stays the same while its code is worked on."""
    package = Path(__file__).resolve().parents[1]
    total = hashlib.sha256()
    for path in sorted(path for path in package.rglob("*") if path.suffix in {".py", ".ttf"}):
        total.update(path.relative_to(package).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def describe_figure(figure: Figure) -> dict[str, Any]:
    """Give what a later build needs beside the files to take a figure over."""
    return {
        "width": figure.width, "height": figure.height, "title": figure.title, "description": figure.description,
        "sha256": {suffix: hashlib.sha256(data).hexdigest() for suffix, data in figure.files.items()},
    }  # fmt: skip


def take_over(folder: Path, plans: Sequence[Plan], told: Mapping[str, Any]) -> dict[tuple[str, str], Figure]:
    """Take figures over from the site in a folder, as it tells of them; one whose files are others is left out."""
    found = {}
    for plan in plans:
        about = told.get(f"{plan.name}-{plan.lang}")
        if about is None:
            continue
        try:
            files = {s: (folder / place_figure(plan.lang, plan.name, s)).read_bytes() for s in SUFFIXES}
            sums = {suffix: hashlib.sha256(data).hexdigest() for suffix, data in files.items()}
        except OSError:
            continue
        if sums == about["sha256"]:
            words = {key: about[key] for key in ("width", "height", "title", "description")}
            found[plan.name, plan.lang] = Figure(plan, files, caption=files[".txt"].decode("utf-8").strip(), **words)
    return found
