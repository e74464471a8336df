"""A graph and several cases → one scene of panels: the same functions at the same places, one legend for all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from govgraph.ask import read_at
from govgraph.errors import UsageError
from govgraph.graph import Graph
from govgraph.layout import captions
from govgraph.layout.build import TEXT, TITLE, set_notes
from govgraph.layout.choose import Choice, choose_parts
from govgraph.layout.fit import MARGIN, POINTS, read_width
from govgraph.layout.legend import build_legend
from govgraph.layout.panels import Panels, shift_panel
from govgraph.layout.scene import Letters, Panel, Scene
from govgraph.layout.slots import add_players
from govgraph.words import say, say_date

__all__ = ["build_panels"]

_GAP = 14.0  # between panels
_HEAD = 8.5  # of a panel


def build_panels(
    graph: Graph, cases: Sequence[str], *, verbs: Collection[str] | None = None, at: str | None = None,
    collapse: bool = False, lang: str = "sv", width_mm: float = 180,
) -> Scene:  # fmt: skip
    """Lay out several cases in one picture, each in a panel of its own, so that they can be compared.

    An actor stands at the place of its function, which is the same in every panel; a function that a case has nobody
    for leaves its place visibly open, marked with why. Actors without a function stand apart. Lanes and bands are alike
    in all panels; an actor whose own are others than those of its place says so in its box.

    Parameters
    ----------
    cases
        Ids, at least two, each once.
    width_mm
        Width of the picture: as many panels stand beside each other as it has room for, the others below.

    The other parameters are those of `build_scene`.

    Raises
    ------
    UnknownNameError
        No such case, verb or family.
    UsageError
        Fewer than two cases, or one twice; not even one panel fits into that width, and one that would do is named;
        no case has anything to draw; `at` is no date.
    """
    if len(cases) < 2 or len(set(cases)) < len(cases):
        raise UsageError(f"panels need two cases or more, each once; got {', '.join(cases) or 'none'}")
    width = read_width(width_mm)
    if at is not None:
        read_at(at)
    chosen = [choose_parts(graph, case, verbs, at=at, collapse=collapse) for case in cases]
    if not any(choice.actors for choice in chosen):
        raise UsageError(f"nothing to draw: no line of these verbs in {', '.join(cases)}")
    choices = add_players(graph, chosen)
    columns, laid, crossings = _arrange(graph, choices, lang, width)
    return _compose(graph, choices, laid, columns, lang, width, crossings)


def _arrange(graph: Graph, choices: Sequence[Choice], lang: str, width: float) -> tuple[int, list[Panel], int]:
    """Lay the panels out with as many beside each other as fit; gives how many, the panels, and their crossings."""
    shapes = dict.fromkeys(-(-len(choices) // rows) for rows in range(1, len(choices) + 1))
    for columns in shapes:
        panels = Panels(lang, _find_room(width, columns), graph, choices)
        if (laid := panels.build() if panels.may_fit() or columns == 1 else None) is not None:
            return columns, laid, panels.count_crossings()
    raise UsageError(
        f"the boxes do not fit into {round(width / POINTS, 1):g} mm, with the panels one below the other; "
        f"{panels.find_width()} mm would do, or --collapse, or fewer verbs"
    )


def _find_room(width: float, columns: int) -> float:
    return round((width - (columns - 1) * _GAP) / columns, 2)


def _compose(
    graph: Graph,
    choices: Sequence[Choice],
    laid: Sequence[Panel],
    columns: int,
    lang: str,
    width: float,
    crossings: int,
) -> Scene:
    dataset = graph.graph["dataset"]
    cases = [dataset.cases[choice.case] for choice in choices]
    title = ", ".join(case.case.name.words("sv") for case in cases)
    across, down = round(_find_room(width, columns) + _GAP, 2), round(laid[0].y + laid[0].height + _GAP, 2)
    top = 15.0
    panels = []
    for n, (panel, choice, case) in enumerate(zip(laid, choices, cases, strict=True)):
        texts = _head_panel(choice, case.case.name.words("sv"), case.case.period, lang)
        placed = replace(panel, texts=texts)
        panels.append(shift_panel(placed, n % columns * across, round(top + n // columns * down, 2)))
    wires = [wire for panel in panels for wire in panel.wires]
    boxes = [box for panel in panels for box in panel.boxes]
    bottom = max(panel.y + panel.height for panel in panels)
    gaps = any(panel.gaps for panel in panels)
    legend = build_legend(
        dataset.vocabulary, wires, boxes, lang, left=MARGIN, right=width - MARGIN, top=bottom + 5, gaps=gaps
    )
    statements = {wire.id: wire.title for wire in wires}
    words = [say("panels_show", lang)]
    words += [
        f"{case.case.name.words('sv')}: {said}"
        for choice, case in zip(choices, cases, strict=True)
        if (said := captions.word_reservations(choice, statements, lang))
    ]
    sources = " ".join(captions.say_source(case, dataset.version, lang) for case in cases)
    notes, source = set_notes(words, sources, width, legend.bottom)
    described = [
        captions.describe_scene(c, [w.title for w in p.wires], lang) for c, p in zip(choices, panels, strict=True)
    ]
    heads = [f"{case.case.name.words('sv')}: {text}" for case, text in zip(cases, described, strict=True)]
    return Scene(
        width=width, height=round(source[-1].y + 3, 2), lang=lang, title=title, description=" ".join(heads),
        panels=tuple(panels),
        texts=(Letters(title, MARGIN, 10.0, TITLE, bold=True),),
        entries=tuple(legend.entries), headings=tuple(legend.headings), notes=notes, source=source, crossings=crossings,
    )  # fmt: skip


def _head_panel(choice: Choice, name: str, period: str, lang: str) -> tuple[Letters, ...]:
    shown = say("lines_shown", lang).format(shown=captions.count_lines(choice), all=choice.of_lines)
    return (
        Letters(name, MARGIN, 9.0, _HEAD, bold=True),
        Letters(f"{say_date(choice.at or period, lang)} · {shown}", MARGIN, 18.0, TEXT),
    )
