"""What is asked to be drawn → the picture of that kind; what does not go together is refused before a long layout."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal, get_args

from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import Graph
from govgraph.names import find_actor
from govgraph.pictures.picture import Picture
from govgraph.pictures.structure import build_structure

__all__ = ["KINDS", "Kind", "build_picture"]

Kind = Literal["structure", "matrix", "timeline", "seats"]
KINDS: tuple[str, ...] = get_args(Kind)

# which options each kind takes, besides cases, language and width
_TAKES: dict[str, set[str]] = {
    "structure": {"verbs", "at", "proposed", "focus", "depth", "collapse"},
    "matrix": {"verbs", "at"},
    "timeline": {"at"},
    "seats": {"at", "focus"},
}


def build_picture(
    graph: Graph, cases: Sequence[str], *, picture: str = "structure", verbs: Collection[str] | None = None,
    at: str | Sequence[str] = (), proposed: bool = False, focus: str | None = None, depth: int | None = None,
    collapse: bool = False, lang: str = "sv", width_mm: float = 180,
) -> Picture:  # fmt: skip
    """Build a picture of one or several cases.

    Parameters
    ----------
    cases
        Ids, each once.
    picture
        `structure`: organisation diagram; `matrix`: who does what toward whom; `timeline`: organs, names, instruments
        and events over time; `seats`: who sits in the organs, and from where.
    verbs
        Of a structure or matrix: ids of verbs or families; default: all but structure.
    at
        EDTF dates: one; of a structure also two, for what came, went and stayed; of a timeline a span to show.
    proposed
        Of a structure: what is adopted, and what is proposed or planned beside it.
    focus, depth, collapse
        Of a structure: see `govgraph.layout.build_scene`. `focus` of seats: only those in this actor.
    lang
        Of the tool's words: `sv` or `en`.
    width_mm
        Width of the picture; the height follows.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        No such kind of picture, case, verb, family or actor, or several.
    UsageError
        An option that the kind does not take; a date that is none; no room within that width, with one that would do.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> build_picture(load_graph(), ["varmland"], picture="matrix", verbs=["informs"]).columns[:4]
    ('case', 'from', 'from_name', 'verb')
    """
    if picture not in KINDS:
        raise UnknownNameError("picture", picture, KINDS)
    at = (at,) if isinstance(at, str) else tuple(at)
    given = {
        "verbs": verbs is not None, "at": bool(at), "proposed": proposed, "focus": focus is not None,
        "depth": depth is not None, "collapse": collapse,
    }  # fmt: skip
    for name, there in given.items():
        if there and name not in _TAKES[picture]:
            raise UsageError(f"a picture of {picture} takes no --{name}; leave it out")
    if depth is not None and focus is None:
        raise UsageError("--depth goes with --focus ACTOR; leave it out, or name the actor")
    dataset = graph.graph["dataset"]
    for case in cases:
        dataset.case_of(case)
    if not cases or len(set(cases)) < len(cases):
        raise UsageError(f"a case is given twice: {', '.join(cases)}" if cases else "no case is given; name one")
    shared: dict[str, Any] = {"lang": lang, "width_mm": width_mm}
    if picture == "structure":
        return build_structure(
            graph, cases, verbs=verbs, at=at, proposed=proposed, focus=focus, depth=depth or 1, collapse=collapse,
            **shared,
        )  # fmt: skip
    if len(at) > 1:
        raise UsageError(f"a picture of {picture} takes one --at; two are for --picture structure")
    when = at[0] if at else None
    if picture == "matrix":
        from govgraph.pictures.sociomatrix import build_sociomatrix

        return build_sociomatrix(graph, cases, verbs=verbs, at=when, **shared)
    if picture == "timeline":
        from govgraph.pictures.timeline import build_timeline

        return build_timeline(graph, cases, at=when, **shared)
    from govgraph.pictures.seating import build_seating

    organ = ".".join(find_actor(dataset, focus, case=cases[0] if len(cases) == 1 else None)) if focus else None
    return build_seating(graph, cases, organ=organ, at=when, **shared)
