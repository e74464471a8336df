"""Cases side by side: feature × case, each cell with its value, its state, and the facts that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govgraph import dates
from govgraph.answers import Json, build_envelope
from govgraph.ask import read_at
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.errors import UnknownNameError, UsageError
from govgraph.features import Feature, MandatesFeature
from govgraph.graph import Graph
from govgraph.measures import STATES, Item, measure
from govgraph.records import FILES, Evidence, Fact
from govgraph.sentences import say_record
from govgraph.tables import render_grid, render_html, render_markdown, wrap_lines
from govgraph.words import say, say_date

__all__ = [
    "Cell",
    "Matrix",
    "build_cell",
    "build_matrix",
    "build_matrix_rows",
    "compare",
    "is_interpreted",
    "label_feature",
    "show_matrix",
    "show_matrix_markdown",
    "tell_cell",
    "tell_items",
]

# Where a denial is asked for, a stated one says more than a proposed one.
_OF_DENIALS = sorted(STATES, key=lambda state: state != "stated_not")


@dataclass(frozen=True)
class Cell:
    """What one case says of one feature.

    `state` is one of `STATES`; `items` are what is said, that of the strongest state first, and carry the facts; `note`
    says, by language, why nothing is, where more can be said than that. Where the date is not covered, there is none.
    """

    case: CaseData
    feature: Feature
    state: str
    items: tuple[Item, ...]
    note: Mapping[str, str] | None

    @property
    def records(self) -> tuple[Fact, ...]:
        """The facts that the cell rests on, each once."""
        return tuple({fact.id: fact for item in self.items for fact in item.records}.values())

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors that the cell names, by global id, each once."""
        return tuple(dict.fromkeys(actor for item in self.items for actor in item.actors))

    @property
    def interpreted(self) -> bool:
        """Whether the cell rests on an assignment to functions as well: the coder's judgement."""
        return any(item.aligned for item in self.items)

    def value(self, lang: str) -> int | float | str | None:
        """Give the value: a number where it is one and nothing more, else words; None where nothing is said."""
        if len(self.items) == 1 and self.items[0].number is not None:
            number, words = self.items[0].number, self.items[0].words[lang]
            if words.replace(".", "", 1).removeprefix("-").isdigit():
                return number
        return tell_items(self.items, lang) or None


@dataclass(frozen=True, repr=False)
class Matrix:
    """Cases compared by features; `cells` holds one for each pair of feature id and case id, `at` the date asked."""

    graph: Graph
    cases: tuple[CaseData, ...]
    features: tuple[Feature, ...]
    cells: Mapping[tuple[str, str], Cell]
    at: str | None

    def __repr__(self) -> str:
        return show_matrix(self, "en", width=120)

    def _repr_html_(self) -> str:
        return "\n".join([
            render_html([], caption=_word_title(self, "en")),
            *(render_html(rows) for rows in _word_themes(self, "en")),
            *(render_html([], caption=text) for text in _word_foot(self, "en")),
        ])  # fmt: skip


def compare(graph: Graph, *cases: str, at: str | None = None, features: Sequence[str] = ()) -> Matrix:
    """Compare cases by the features of the vocabulary, cell by cell.

    Parameters
    ----------
    cases
        Ids of cases, in the order of the columns; all where none is given.
    at
        EDTF date or span that every case is asked about; without, each is in its own period.
    features
        Ids of features, or of themes for all that stand under them; all where none is given.

    Returns
    -------
    Matrix
        Its cells are told apart by state: what no fact of a case says is `not_stated`, what the sources do not cover
        at the date asked is `not_covered`. A cell that rests on functions rests on interpretation too.

    Raises
    ------
    UnknownNameError
        There is no such case or feature.
    UsageError
        `at` is no EDTF date, or a case is given twice.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> matrix = compare(load_graph(), "vasterbotten", "ostergotland", features=["members-per-municipality"])
    >>> [matrix.cells["members-per-municipality", case].value("en") for case in ("vasterbotten", "ostergotland")]
    [2, 'at least 1']
    """
    dataset: Dataset = graph.graph["dataset"]
    if len(set(cases)) < len(cases):
        raise UsageError(f"the same case twice: {', '.join(cases)}; name each once")
    if at is not None:
        read_at(at)
    chosen = tuple(dataset.case_of(case) for case in cases or dataset.cases)
    asked = _find_features(dataset, features)
    cells = {(feature.id, case.id): _build_cell(graph, case, feature, at) for feature in asked for case in chosen}
    return Matrix(graph, chosen, asked, cells, at)


def _find_features(dataset: Dataset, names: Sequence[str]) -> tuple[Feature, ...]:
    """Find the features that are asked for, in the order of the themes, then of the file."""
    words = dataset.vocabulary
    for name in names:
        if name not in words.features and name not in words.themes:
            raise UnknownNameError("feature", name, [*words.features, *words.themes])
    order = list(words.themes)
    found = [f for f in words.features.values() if not names or f.id in names or f.theme in names]
    return tuple(sorted(found, key=lambda feature: order.index(feature.theme)))


def _build_cell(graph: Graph, case: CaseData, feature: Feature, at: str | None) -> Cell:
    measured = measure(graph, case, feature, at=at)
    states = {item.state for item in measured.items}
    if not states:
        uncovered = at is not None and _is_uncovered(case, at)
        return Cell(
            case, feature, "not_covered" if uncovered else "not_stated", (), None if uncovered else measured.note
        )
    order = _OF_DENIALS if isinstance(feature, MandatesFeature) and feature.negative else STATES
    state = "contradictory" if _contradicts(measured.items) else min(states, key=order.index)
    items = sorted((i for i in measured.items if i.state != "not_covered"), key=lambda item: order.index(item.state))
    return Cell(case, feature, state, tuple(items), None)


def _is_uncovered(case: CaseData, at: str) -> bool:
    """Tell whether the sources of a case say nothing of a date, so that their silence about it means nothing."""
    covered = dates.union([case.validity(None, (source,)).covers for source in case.sources] or [case.period])
    return dates.holds(covered, dates.read_period(at), covers=covered, own=False) == "not_covered"


def _contradicts(items: Sequence[Item]) -> bool:
    """Tell whether the same thing is both claimed and denied."""
    said = {item.claim for item in items if item.claim and item.state in {"stated", "inferred", "practice"}}
    return any(item.claim in said for item in items if item.state == "stated_not")


# -- JSON and rows -------------------------------------------------------------------------------------------------


def build_matrix(matrix: Matrix, lang: str) -> Json:
    """Build the JSON of `compare`: features with one cell a case."""
    features = [
        {
            "id": feature.id,
            "label": {"sv": feature.label.words("sv"), "en": feature.label.words("en")},
            "definition": feature.definition.words(lang),
            "unit": feature.unit.words(lang) if feature.unit else None,
            "theme": feature.theme,
            "measure": feature.measure,
            "cells": {case.id: build_cell(matrix.cells[feature.id, case.id], lang) for case in matrix.cases},
        }
        for feature in matrix.features
    ]
    dataset = matrix.graph.graph["dataset"]
    return build_envelope(dataset, cases=[case.id for case in matrix.cases], at=matrix.at, features=features)


def build_cell(cell: Cell, lang: str) -> Json:
    """Build the JSON of one cell: its value and state, and the items with what each rests on."""
    return {
        "value": cell.value(lang),
        "state": cell.state,
        "note": cell.note[lang] if cell.note else None,
        "interpretation": cell.interpreted,
        "actors": list(cell.actors),
        "facts": len(cell.records),
        "evidence": _build_evidence(cell.case, cell.records),
        "items": [_build_item(cell.case, item, lang) for item in cell.items],
    }


def _build_evidence(case: CaseData, facts: Iterable[Fact]) -> list[Json]:
    cited: dict[tuple[str, Evidence], None] = {
        (f"{case.id}.{case.source_of(evidence)}", evidence): None for fact in facts for evidence in fact.evidence
    }
    return [{"source": source, "cue": evidence.cue} for source, evidence in cited]


def _build_item(case: CaseData, item: Item, lang: str) -> Json:
    return {
        "value": item.words[lang],
        "number": item.number,
        "state": item.state,
        "holds": item.holds,
        "actors": list(item.actors),
        "records": [_build_record(case, fact, lang) for fact in item.records],
        "alignment": [
            {
                "id": f"{case.id}.{aligned.id}",
                "actor": f"{case.id}.{aligned.actor}",
                "function": aligned.function,
                "reason": aligned.reason.words(lang),
                "confidence": aligned.confidence,
                "coder": aligned.coder,
            }
            for aligned in item.aligned
        ],
    }


def _build_record(case: CaseData, fact: Fact, lang: str) -> Json:
    return {
        "id": f"{case.id}.{fact.id}",
        "sentence": say_record(case, _name_file(fact), fact, lang),
        "evidence": _build_evidence(case, [fact]),
    }


def _name_file(fact: Fact) -> str:
    return next(file for file, model in FILES.items() if type(fact) is model)


def build_matrix_rows(matrix: Matrix, lang: str) -> list[Json]:
    """Build one row a cell, for CSV and spreadsheets."""
    themes = matrix.graph.graph["dataset"].vocabulary.themes
    return [
        {
            "theme": themes[feature.theme].label.words(lang),
            "feature": feature.id,
            "label": feature.label.words(lang),
            "unit": feature.unit.words(lang) if feature.unit else None,
            "case": case.id,
            "value": cell.value(lang),
            "state": cell.state,
            "note": cell.note[lang] if cell.note else None,
            "facts": len(cell.records),
            "interpretation": cell.interpreted,
            "actors": list(cell.actors),
            "records": [f"{case.id}.{fact.id}" for fact in cell.records],
            "evidence": [f"{cited['source']}: {cited['cue']}" for cited in _build_evidence(case, cell.records)],
        }
        for feature in matrix.features
        for case in matrix.cases
        for cell in [matrix.cells[feature.id, case.id]]
    ]


# -- words ---------------------------------------------------------------------------------------------------------


def tell_items(items: Sequence[Item], lang: str, *, dated: bool = False, bare: bool = False) -> str:
    """Tell what a cell says; what is no adopted rule that the text states has its state before it, unless `bare`."""
    told = []
    for state in dict.fromkeys(item.state for item in items):
        said = "; ".join(
            f"{item.words[lang]} ({say('possibly', lang)})" if dated and item.holds == "possibly" else item.words[lang]
            for item in items
            if item.state == state
        )
        plain = bare or state in {
            "stated",
            "unspecified",
        }  # an end that is not stated is said to be so where it would stand
        told.append(said if plain else f"{say(f'state_{state}', lang)}: {said}")
    return "; ".join(told)


def tell_cell(cell: Cell, lang: str, *, dated: bool = False) -> str:
    """Tell a cell in words: what is said, or which silence it is."""
    if cell.items:
        told = tell_items(cell.items, lang, dated=dated)
        return f"{say('state_contradictory', lang)}: {told}" if cell.state == "contradictory" else told
    silence = say(f"state_{cell.state}", lang)
    if (
        cell.note and cell.feature.measure == "number"
    ):  # what is counted is not stated anywhere; why not is all there is
        return cell.note[lang]
    return f"{silence} ({cell.note[lang]})" if cell.note else silence


def show_matrix(matrix: Matrix, lang: str, *, width: int | None = None) -> str:
    """Word a matrix as a text table, a theme at a time; a label with a dagger rests on interpretation."""
    tables = [render_grid(rows, width=width) for rows in _word_themes(matrix, lang)]
    frame = [wrap_lines(text, width=width) for text in (_word_title(matrix, lang), *_word_foot(matrix, lang))]
    return "\n\n".join([frame[0], *tables, *frame[1:]])


def show_matrix_markdown(matrix: Matrix, lang: str) -> str:
    """Word a matrix as Markdown, a table a theme."""
    tables = [render_markdown(rows) for rows in _word_themes(matrix, lang)]
    return "\n\n".join([_word_title(matrix, lang), *tables, *_word_foot(matrix, lang)]) + "\n"


def _word_themes(matrix: Matrix, lang: str) -> Iterator[list[dict[str, str]]]:
    themes = matrix.graph.graph["dataset"].vocabulary.themes
    for theme in dict.fromkeys(feature.theme for feature in matrix.features):
        head = themes[theme].label.words(lang)
        yield [
            {head: label_feature(feature, lang)}
            | {
                case.case.name.words("sv"): tell_cell(
                    matrix.cells[feature.id, case.id], lang, dated=matrix.at is not None
                )
                for case in matrix.cases
            }
            for feature in matrix.features
            if feature.theme == theme
        ]


def _word_foot(matrix: Matrix, lang: str) -> list[str]:
    if not any(is_interpreted(feature) for feature in matrix.features):
        return []
    return [f"† {say('rests_on_functions', lang)} (govgraph align)"]


def label_feature(feature: Feature, lang: str) -> str:
    """Label a feature, with a dagger where it rests on functions and so on interpretation."""
    return f"{feature.label.words(lang)} †" if is_interpreted(feature) else feature.label.words(lang)


def is_interpreted(feature: Feature) -> bool:
    """Tell whether a feature asks for functions or fields, so that its cells rest on the coder's judgement too."""
    return any(getattr(feature, key) for key, tables in feature.REFERS.items() if {"functions", "fields"} & set(tables))


def _word_title(matrix: Matrix, lang: str) -> str:
    names = ", ".join(case.case.name.words("sv") for case in matrix.cases)
    when = say_date(matrix.at, lang) if matrix.at else say("own_periods", lang)
    dataset = matrix.graph.graph["dataset"]
    return f"{names} · {when} · dataset {dataset.version}, {dataset.sha256[:12]}"
