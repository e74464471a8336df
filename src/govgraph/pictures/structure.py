"""Scenes of organisation diagrams → pictures: with captions in both languages and their lines as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from govgraph import dates
from govgraph.draw.sheets import lay_out_scene
from govgraph.errors import UsageError
from govgraph.graph import Graph, read_validity
from govgraph.layout import Scene, build_panels, build_scene, build_states
from govgraph.layout.choose import list_lines
from govgraph.layout.scene import Panel
from govgraph.layout.states import CHANGES
from govgraph.pictures.picture import Picture
from govgraph.vocabulary import STRUCTURE
from govgraph.words import LANGUAGES, say, say_date

__all__ = ["build_structure"]

COLUMNS = (
    "case", "line", "from", "from_name", "verb", "family", "to", "to_name", "status", "basis", "mode", "scope",
    "deontic", "change", "record", "cues", "sources",
)  # fmt: skip
_LEFT_OUT = ("other_verb", "former", "other_date", "not_covered")


def build_structure(
    graph: Graph, cases: Sequence[str], *, verbs: Collection[str] | None = None, at: Sequence[str] = (),
    proposed: bool = False, focus: str | None = None, depth: int = 1, collapse: bool = False, lang: str = "sv",
    width_mm: float = 180,
) -> Picture:  # fmt: skip
    """Build the organisation diagram of a case, of a case in two states, or of several cases side by side.

    Parameters
    ----------
    cases
        One id; or several, for panels in which the same function stands at the same place.
    at
        No date: each case's own period. One: as it was then. Two, of one case: what came, went and stayed between.
    proposed
        Of one case: what is adopted, and what is proposed or planned beside it.

    The other parameters are those of `govgraph.layout.build_scene`.

    Returns
    -------
    Picture
        Its rows are one a line of a case that is drawn, also those that are drawn as one.

    Raises
    ------
    UnknownNameError, UsageError
        As `build_scene`, `build_states` and `build_panels`; or what is asked for does not go together.
    """
    shared: dict[str, Any] = {"verbs": verbs, "lang": lang, "width_mm": width_mm}
    if len(cases) > 1:
        if len(at) > 1 or proposed or focus is not None:
            raise UsageError("several cases are drawn at one date, whole; draw --proposed, two dates or --focus of one")
        scene = build_panels(graph, cases, at=at[0] if at else None, collapse=collapse, **shared)
    elif proposed or len(at) > 1:
        if focus is not None or collapse or len(at) > 2 or (proposed and at):
            raise UsageError("two states are two dates or --proposed, drawn whole; leave --focus and --collapse out")
        scene = build_states(graph, cases[0], between=(at[0], at[1]) if at else None, **shared)
    else:
        scene = build_scene(
            graph, cases[0], at=at[0] if at else None, focus=focus, depth=depth, collapse=collapse, **shared
        )
    captions = {each: " ".join(_word_scene(graph, scene, verbs, at, each)) for each in LANGUAGES}
    return Picture(lay_out_scene(scene), captions, COLUMNS, tuple(_list_rows(graph, scene)), scene)


def _list_rows(graph: Graph, scene: Scene) -> Iterator[Mapping[str, Any]]:
    for panel in scene.panels:
        drawn = {line: wire for wire in panel.wires for line in wire.ids}
        for line in list_lines(graph, panel.case, None)[0]:
            if line["id"] in drawn:
                ends = {end: line[end] for end in ("from", "to")}
                names = {f"{end}_name": graph.nodes[node]["name"] for end, node in ends.items()}
                rest = {key: line[key] for key in COLUMNS if key in line}
                told = {
                    "line": line["id"],
                    "change": drawn[line["id"]].change or None,
                    "deontic": line["deontic"] or "none",
                }
                yield {**dict.fromkeys(COLUMNS), **rest, **ends, **names, **told}


def _word_scene(
    graph: Graph, scene: Scene, verbs: Collection[str] | None, at: Sequence[str], lang: str
) -> Iterator[str]:
    """Word what is shown, then how to read it, then what is left out of each case."""
    vocabulary = graph.graph["dataset"].vocabulary
    if len(scene.panels) > 1:
        yield say("caption_panels", lang)
    for panel in scene.panels:
        yield _word_panel(graph, panel, at, lang)
    if verbs is not None:
        names = [vocabulary.verbs[v].label.words(lang) for v in vocabulary.verbs if v in verbs]
        yield say("caption_verbs", lang).format(verbs=", ".join(names))
    changes = {wire.change for panel in scene.panels for wire in panel.wires} - {""}
    if changes:
        kind = "change" if at else "proposal"
        told = [f"{say(f'{kind}_{c}', lang)} ({say(f'drawn_{c}', lang)})" for c in CHANGES if c in changes]
        yield f"{say('change', lang)}: {', '.join(told)}."
    yield say("caption_colours", lang)


def _word_panel(graph: Graph, panel: Panel, at: Sequence[str], lang: str) -> str:
    case = graph.graph["dataset"].cases[panel.case]
    period = dates.read_period(at[-1]) if at else case.period
    drawn = {line for wire in panel.wires for line in wire.ids}
    own, _ = list_lines(graph, case.id, None)
    left = Counter(_find_reason(graph, line, period) for line in own if line["id"] not in drawn)
    left.pop(STRUCTURE, None)
    when = ", ".join(say_date(one, lang) for one in at) if at else say_date(case.case.period, lang)
    shown = say("caption_case", lang).format(
        case=case.case.name.words("sv"), period=when, actors=len(panel.boxes), lines=len(drawn)
    )
    parts = [f"{left[reason]} {say(f'out_{reason}', lang)}" for reason in _LEFT_OUT if left[reason]]
    if panel.gaps:
        shown = f"{shown} {say('caption_gaps', lang).format(count=len(panel.gaps))}"
    return f"{shown} {say('left_out', lang).capitalize()}: {', '.join(parts)}." if parts else shown


def _find_reason(graph: Graph, line: dict[str, Any], period: dates.Period) -> str:
    """Find why a line of a case is not in a picture."""
    if line["family"] == STRUCTURE:
        return STRUCTURE
    if line["status"] == "former":
        return "former"
    holds = read_validity(graph, line).holds(period)
    return {"no": "other_date", "not_covered": "not_covered"}.get(holds, "other_verb")
