"""Two cases, two dates of one, or what one proposes → what differs, in sentences and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from govgraph.answers import Json, build_envelope, build_evidence
from govgraph.changes import contrast_dates, contrast_proposed
from govgraph.contrasts import contrast_cases
from govgraph.dataset import Dataset
from govgraph.errors import UsageError
from govgraph.graph import Graph
from govgraph.shapes import Text
from govgraph.tables import render_table
from govgraph.telling import Contrast, Row, name_case, word_both
from govgraph.words import LANGUAGES, say, say_date

__all__ = [
    "Difference",
    "build_difference",
    "build_difference_rows",
    "diff",
    "show_difference",
    "tell_difference",
]


@dataclass(frozen=True, repr=False)
class Difference:
    """What differs between two sides: rows, those that rest on statements first, each with one sentence.

    `titles` name the two sides. Of two cases `at` is empty; of one case, `cases` holds its id once.
    """

    cases: tuple[str, ...]
    at: tuple[str, ...]
    proposed: bool
    titles: tuple[Text, Text]
    contrast: Contrast
    graph: Graph

    @property
    def rows(self) -> tuple[Row, ...]:
        """The differences."""
        return self.contrast.rows

    def sentences(self, lang: str) -> list[str]:
        """Give one sentence a row, in the order of the rows."""
        return [row.sentence.words(lang) for row in self.rows]

    def __repr__(self) -> str:
        return show_difference(self, "en", width=120)


def diff(
    graph: Graph, left: str, right: str | None = None, *, at: Sequence[str] = (), proposed: bool = False
) -> Difference:
    """Find what differs between two cases, between two dates of one, or between what one proposes and has adopted.

    Parameters
    ----------
    left, right
        Ids of cases. Two cases are compared each in its own period, by function and verb.
    at
        Two EDTF dates of one case, the earlier first; both may be the same.
    proposed
        Compare what one case's texts propose or plan with what is adopted.

    Returns
    -------
    Difference
        A case has no difference with itself, nor a date with itself. Two cases turned round give the same rows with
        left and right exchanged. Which actor plays which function is interpretation (see `align`); what one text does
        not say is told apart from what it states otherwise.

    Raises
    ------
    UnknownNameError
        There is no such case.
    UsageError
        Two cases with dates or proposals, one case with neither or both, not exactly two dates, or no dates.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> diff(load_graph(), "varmland", at=["2019-06-01", "2022-12-01"]).sentences("en")[0]
    'What is called ”Värmlandsrådets arbetsutskott” at 2019-06-01 is called ”Ordföranderådet” at 2022-12-01.'
    """
    dataset: Dataset = graph.graph["dataset"]
    cases = [dataset.case_of(name) for name in (left, right) if name is not None]
    _check_question(right, tuple(at), proposed=proposed)
    case = cases[0]
    if right is not None:
        titles = [Text(sv=name_case(other), en=name_case(other)) for other in cases]
        contrast = contrast_cases(graph, case, cases[1])
    elif proposed:
        titles = [word_both(partial(say, key)) for key in ("diff_adopted", "diff_proposed")]
        contrast = contrast_proposed(case)
    else:
        contrast = contrast_dates(graph, case, at)
        titles = [word_both(partial(say_date, text)) for text in at]
    return Difference(tuple(c.id for c in cases), tuple(at), proposed, (titles[0], titles[1]), contrast, graph)


def _check_question(right: str | None, at: Sequence[str], *, proposed: bool) -> None:
    if right is not None and (at or proposed):
        raise UsageError(
            f"two cases with {'dates' if at else 'proposals'}; compare two cases, or one case at two dates, "
            "or what one case proposes"
        )
    if right is None and not at and not proposed:
        raise UsageError("one case alone has no difference; give another case, two dates, or ask for what is proposed")
    if at and proposed:
        raise UsageError("dates and proposals together; ask for one of the two")
    if at and len(at) != 2:
        raise UsageError(f"{len(at)} {'date' if len(at) == 1 else 'dates'}; a difference is between two dates")


# -- as JSON and rows --------------------------------------------------------------------------------------------------


def build_difference(difference: Difference, lang: str) -> Json:
    """Build the JSON of `diff`."""
    contrast = difference.contrast
    return build_envelope(
        difference.graph.graph["dataset"],
        question={
            "left": difference.cases[0],
            "right": difference.cases[1] if len(difference.cases) > 1 else None,
            "at": list(difference.at),
            "proposed": difference.proposed,
        },
        titles=[title.words(lang) for title in difference.titles],
        interpretation=len(difference.cases) > 1,
        sentences={language: difference.sentences(language) for language in LANGUAGES},
        notes={language: [note.words(language) for note in contrast.notes] for language in LANGUAGES},
        counts=dict(contrast.counts),
        rows=[_build_row(difference, row, lang) for row in difference.rows],
    )


def _build_row(difference: Difference, row: Row, lang: str) -> Json:
    return {
        "change": row.change,
        "kind": row.kind,
        "function": " → ".join("; ".join(names) for names in (row.functions, row.toward) if names) or None,
        "functions": {"holder": list(row.functions), "receiver": list(row.toward)},
        "verb": row.verb,
        "left": row.left.words(lang) if row.left else None,
        "right": row.right.words(lang) if row.right else None,
        "rests_on": row.rests_on,
        "holds": row.holds,
        "records": list(row.records),
        "evidence": _build_evidence(difference.graph, row),
    }


def _build_evidence(graph: Graph, row: Row) -> list[Json]:
    """Build the evidence of all records of a row, each passage once."""
    found = [item for record in row.records for item in build_evidence(graph, record)]
    return list({tuple(item.values()): item for item in found}.values())


def build_difference_rows(difference: Difference, lang: str) -> list[Json]:
    """Build one row a difference, for tables and spreadsheets."""
    rows = []
    for row, built in zip(difference.rows, build_difference(difference, lang)["rows"], strict=True):
        told: dict[str, Any] = {
            "change": say(f"diff_change_{row.change}", lang) if row.kind != "event" else say(row.change, lang),
            "kind": say(f"diff_kind_{row.kind}", lang),
            "function": _word_functions(difference, row, lang),
            "verb": _word_verb(difference, row, lang),
            "left": built["left"],
            "right": built["right"],
            "rests_on": say(f"diff_{row.rests_on}", lang),
            "holds": say(row.holds, lang),
            "sentence": row.sentence.words(lang),
            "records": built["records"],
            "cues": [item["cue"] for item in built["evidence"]],
        }
        rows.append(told)
    return rows


def _word_functions(difference: Difference, row: Row, lang: str) -> str:
    words = difference.graph.graph["dataset"].vocabulary.functions
    ends = ([words[name].label.words(lang) for name in names] for names in (row.functions, row.toward) if names)
    return " → ".join(", ".join(labels) for labels in ends)


def _word_verb(difference: Difference, row: Row, lang: str) -> str:
    words = difference.graph.graph["dataset"].vocabulary
    verb = words.verbs.get(row.verb or "") or words.aims.get(row.verb or "")
    return verb.label.words(lang) if verb else ""


# -- as text -----------------------------------------------------------------------------------------------------------


def _part_rows(difference: Difference) -> list[tuple[str, list[int]]]:
    """Part the rows, by their places: what is stated, what the dates leave open, and what rests on silence."""
    parts: dict[str, list[int]] = {"diff_rests_on_statement": [], "diff_possible": [], "diff_rests_on_silence": []}
    for place, row in enumerate(difference.rows):
        stated = "diff_possible" if row.holds == "possibly" else "diff_rests_on_statement"
        parts["diff_rests_on_silence" if row.rests_on == "silence" else stated].append(place)
    return [(key, places) for key, places in parts.items() if places]


def show_difference(difference: Difference, lang: str, *, width: int | None = None) -> str:
    """Word a whole difference: a table of what rests on statements, then one of what rests on silence, then notes."""
    rows = build_difference_rows(difference, lang)
    parts = [_word_title(difference, lang)]
    for key, places in _part_rows(difference):
        cells = [_lay_out_row(difference, difference.rows[place], rows[place], lang) for place in places]
        parts += [say(key, lang), render_table(cells, width=width)]
    if not rows:
        parts.append(_word_nothing(difference, lang))
    dataset: Dataset = difference.graph.graph["dataset"]
    notes = [note.words(lang) for note in difference.contrast.notes]
    version = f"{say('dataset', lang)} {dataset.version}, {dataset.sha256[:12]}"
    return "\n\n".join([*parts, "\n".join([*notes, version])])


def _word_title(difference: Difference, lang: str) -> str:
    sides = " – ".join(title.words(lang) for title in difference.titles)
    if len(difference.cases) > 1:
        return sides
    dataset: Dataset = difference.graph.graph["dataset"]
    return f"{name_case(dataset.cases[difference.cases[0]])}: {sides}"


def _word_nothing(difference: Difference, lang: str) -> str:
    return say("diff_nothing_proposed" if difference.proposed else "diff_none", lang)


def _lay_out_row(difference: Difference, row: Row, built: Json, lang: str) -> Json:
    """Lay out a row as the table shows it: what differs, then the two sides under their titles."""
    if len(difference.cases) > 1:
        about = {say("key_function", lang): built["function"], say("key_aim", lang): built["verb"]}
    else:
        about = {say("diff_change", lang): built["change"], say("key_kind", lang): built["kind"]}
    nothing = say("diff_not_said", lang) if row.rests_on == "silence" else ""
    first, second = (title.words(lang) for title in difference.titles)
    second = second if second != first else f"{second} (2)"  # two cases of one name
    return about | {first: built["left"] or nothing, second: built["right"] or nothing}


def tell_difference(difference: Difference, lang: str) -> str:
    """Tell a difference in sentences, one a line: those that rest on statements, those on silence, then notes."""
    told = []
    for key, places in _part_rows(difference):
        told += [f"{say(key, lang)}:", *(difference.rows[place].sentence.words(lang) for place in places)]
    notes = [note.words(lang) for note in difference.contrast.notes]
    return "\n".join([*(told or [_word_nothing(difference, lang)]), *notes])
