"""A graph and a case → the scene: parts chosen, laid out within the width, measured, captioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from govgraph import dates
from govgraph.ask import read_at
from govgraph.errors import UsageError
from govgraph.graph import Graph
from govgraph.layout import captions
from govgraph.layout.choose import Choice, choose_parts
from govgraph.layout.diagram import Diagram
from govgraph.layout.fit import MARGIN, read_width
from govgraph.layout.legend import build_legend
from govgraph.layout.letters import wrap_text
from govgraph.layout.scene import Letters, Panel, Scene
from govgraph.layout.states import CHANGES, choose_dates, choose_proposed
from govgraph.names import find_actor
from govgraph.words import say, say_date

__all__ = ["TEXT", "TITLE", "build_scene", "build_states", "set_notes"]

TITLE, _SUBTITLE, TEXT = 10.0, 7.0, 6.5
_TOP = 25.0  # where the panel begins, below title and subtitle
_LEADING = 8.0


def build_scene(
    graph: Graph, case: str, *, verbs: Collection[str] | None = None, at: str | None = None, focus: str | None = None,
    depth: int = 1, collapse: bool = False, lang: str = "sv", width_mm: float = 180,
) -> Scene:  # fmt: skip
    """Lay out the organisation diagram of one case.

    Parameters
    ----------
    graph
        As `load_graph` gives it.
    case
        Id of a case of its dataset.
    verbs
        Ids of the verbs or families to draw; default: all but structure.
    at
        EDTF date or span; default: the case's own period.
    focus, depth
        Only lines within `depth` steps of this actor of the case, whichever way they run.
    collapse
        Draw the members of a group that have the same lines as the group, and their lines as bundles.
    lang
        `sv` or `en`: the language of headings, legend and names, where the case has it.
    width_mm
        Width of the picture. The height follows; text is never smaller than 6.5 points.

    Returns
    -------
    Scene
        Boxes in lanes and bands, and routed lines, in points. The same input gives the same scene.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        No such case, verb, family or actor, or several.
    UsageError
        The boxes do not fit into that width, and one that would do is named; there is nothing to draw; `at` is no date;
        or the width is no number above 0.
    """
    width = read_width(width_mm)
    dataset = graph.graph["dataset"]
    if at is not None:
        read_at(at)
    named = ".".join(find_actor(dataset, focus, case=case)) if focus is not None else None
    choice = choose_parts(graph, case, verbs, at=at, focus=named, depth=depth, collapse=collapse)
    if not choice.actors:
        raise UsageError(f"nothing to draw: {_word_nothing(dataset, case, verbs, at, focus)}")
    panel, crossings = Diagram(lang, width, choice, dataset.vocabulary).build_panel(_TOP)
    return _add_captions(panel, choice, dataset, lang, width, crossings, _say_subtitle(choice, dataset, lang))


def _say_subtitle(choice: Choice, dataset: Any, lang: str) -> str:
    case = dataset.cases[choice.case]
    focus = ""
    if choice.focus is not None:
        actor = case.actors[choice.focus.removeprefix(f"{case.id}.")].name.words("sv")
        focus = say("focus_on" if choice.depth > 1 else "focus_near", lang).format(actor=actor, depth=choice.depth)
    return captions.say_subtitle(choice, case.case.period, lang, focus=focus)


def build_states(
    graph: Graph, case: str, *, between: tuple[str, str] | None, verbs: Collection[str] | None = None,
    lang: str = "sv", width_mm: float = 180,
) -> Scene:  # fmt: skip
    """Lay out one case in two states in one picture, which tells what came, what went and what stayed.

    Parameters
    ----------
    between
        Two EDTF dates, the earlier first. None: what is adopted, and what is proposed or planned beside it.

    The other parameters are those of `build_scene`. A renamed actor is one box with both names; mergers, splits and
    replacements between the dates show their parts; where the sources cover only one of the dates, it is said.

    Raises
    ------
    UnknownNameError
        No such case, verb or family.
    UsageError
        The dates are none, or not in order; nothing is there in either state; the boxes do not fit into that width.
    """
    width = read_width(width_mm)
    dataset = graph.graph["dataset"]
    if between is None:
        choice = choose_proposed(graph, case, verbs)
    else:
        first, last = (dates.open_window(read_at(at)).from_earliest for at in between)
        if first >= last:
            raise UsageError(f"{between[0]} is not before {between[1]}; give the earlier date first")
        choice = choose_dates(graph, case, verbs, *between)
    if not choice.actors:
        when = f"{between[0]}, {between[1]}" if between else None
        raise UsageError(f"nothing to draw: {_word_nothing(dataset, case, verbs, when, None)}")
    panel, crossings = Diagram(lang, width, choice, dataset.vocabulary).build_panel(_TOP)
    return _add_captions(panel, choice, dataset, lang, width, crossings, _say_states(choice, between, lang), between)


def _say_states(choice: Choice, between: tuple[str, str] | None, lang: str) -> str:
    """Say which two states are compared, and how many lines came, went and stayed."""
    kind = "change" if between else "proposal"
    lines = {one["id"]: line["change"] for line in choice.lines for one in line["bundle"]}
    counts = Counter(lines.values())
    told = [f"{counts[change]} {say(f'{kind}_{change}', lang)}" for change in CHANGES if counts[change]]
    if between:
        head = say("two_dates", lang).format(before=say_date(between[0], lang), after=say_date(between[1], lang))
    else:
        head = say("two_statuses", lang)
    return f"{head} · {say('lines', lang)}: {', '.join(told) or 0}"


def _word_nothing(dataset: Any, case: str, verbs: Collection[str] | None, at: str | None, focus: str | None) -> str:
    what = "organ, network or line" if verbs is None and focus is None else "line"
    of = f" of {', '.join(sorted(verbs))}" if verbs is not None else ""
    near = f" near {focus!r}" if focus is not None else ""
    when = f" at {at}; its sources cover {dataset.cases[case].case.period}" if at is not None else ""
    return f"case {case!r} has no {what}{of}{near}{when}"


def _add_captions(
    panel: Panel, choice: Choice, dataset: Any, lang: str, width: float, crossings: int, subtitle: str,
    between: tuple[str, str] | None = None,
) -> Scene:  # fmt: skip
    case = dataset.cases[choice.case]
    title = case.case.name.words(lang)
    legend = build_legend(
        dataset.vocabulary, panel.wires, panel.boxes, lang,
        left=MARGIN, right=width - MARGIN, top=panel.y + panel.height + 5, dated=between is not None,
    )  # fmt: skip
    statements = {wire.id: wire.title for wire in panel.wires}
    words = [captions.word_reservations(choice, statements, lang)]
    notes, source = set_notes(words, captions.say_source(case, dataset.version, lang), width, legend.bottom)
    return Scene(
        width=width,
        height=round(source[-1].y + 3, 2),
        lang=lang,
        title=title,
        description=captions.describe_scene(choice, list(statements.values()), lang),
        panels=(panel,),
        texts=(Letters(title, MARGIN, 10.0, TITLE, bold=True), Letters(subtitle, MARGIN, 20.0, _SUBTITLE)),
        entries=tuple(legend.entries),
        headings=tuple(legend.headings),
        notes=notes,
        source=source,
        crossings=crossings,
    )


def set_notes(
    words: Iterable[str], source: str, width: float, bottom: float
) -> tuple[tuple[Letters, ...], tuple[Letters, ...]]:
    """Set below the legend, which ends at `bottom`, each note that says something, then the source."""
    notes: list[Letters] = []
    below = bottom + 9.5
    for text in filter(None, words):
        notes += _set_text(text, width, below)
        below = notes[-1].y + _LEADING
    return tuple(notes), _set_text(source, width, below + 1.5 if notes else below)


def _set_text(words: str, width: float, top: float) -> tuple[Letters, ...]:
    lines = wrap_text(words, width - 2 * MARGIN, TEXT)
    return tuple(
        Letters(line, MARGIN, round(top + n * _LEADING, 2), TEXT, colour="#333333") for n, line in enumerate(lines)
    )
