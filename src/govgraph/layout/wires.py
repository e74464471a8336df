"""The lines of a choice, routed and placed → wires in points, with what is said of each."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.layout import captions
from govgraph.layout.choose import Choice
from govgraph.layout.frame import Axis
from govgraph.layout.panel import find_bridges, find_points
from govgraph.layout.scene import Box, Wire
from govgraph.layout.solve import Solution
from govgraph.layout.style import find_dashes, style_key
from govgraph.vocabulary import Vocabulary

__all__ = ["build_wires"]


def build_wires(
    choice: Choice,
    vocabulary: Vocabulary,
    lang: str,
    solution: Solution,
    boxes: Sequence[Box],
    across: Axis,
    down: Axis,
) -> list[Wire]:
    """Build the wire of each line of a choice; `boxes` are those of the solution's cells, in their order."""
    by_cell = dict(zip(solution.cells, boxes, strict=True))
    actors = {actor["id"]: actor for actor in choice.actors}
    bridges = find_bridges(solution, across, down)
    wires = []
    for n, line in enumerate(choice.lines):
        verb = vocabulary.verbs[line["verb"]]
        targets, paths = find_points(n, solution, by_cell, across, down)
        wire = Wire(
            id=line["id"], ids=tuple(one["id"] for one in line["bundle"]), source=line["from"], targets=targets,
            verb=verb.id, family=verb.family, status=line["status"], basis=line["basis"], mode=line["mode"],
            scope=line["scope"], deontic=line["deontic"] or "none",
            colour=vocabulary.families[verb.family].colour, dashes=find_dashes(style_key(line)),
            head=verb.arrowhead, symmetric=verb.symmetric,
            paths=paths, bridges=tuple(bridges.get(n, ())),
            verb_label=verb.label.words(lang), title=captions.state_line(line, verb, actors, lang),
            notes=_note(line, choice, vocabulary, lang), change=line.get("change", ""),
        )  # fmt: skip
        wires.append(wire)
    return wires


def _note(line: captions.Attributes, choice: Choice, vocabulary: Vocabulary, lang: str) -> tuple[str, ...]:
    """Note what stands behind a line; of a bundle, each line that is in it."""
    if len(line["bundle"]) == 1:
        return captions.note_line(line, lang)
    verb = vocabulary.verbs[line["verb"]]
    return tuple(
        "; ".join((captions.state_line(one, verb, choice.known, lang), *captions.note_line(one, lang)))
        for one in line["bundle"]
    )
