"""A matrix → one page of HTML that needs nothing else: each cell opens to its facts and their evidence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from govgraph.citation import build_citation
from govgraph.matrix import Cell, Matrix, build_cell, label_feature, tell_items
from govgraph.measures import STATES
from govgraph.records import Source
from govgraph.words import say, say_date

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["build_context", "build_page", "render_template"]

# Signs that tell the states apart without colour; the word beside each says the same.
_MARKS = {
    "contradictory": "≠", "stated": "●", "inferred": "◐", "practice": "■", "proposed": "○", "stated_not": "✕",
    "outside": "◇", "of_kind": "□", "former": "◁", "other_date": "▷", "not_covered": "▨", "unspecified": "?",
    "not_stated": "–",
}  # fmt: skip


def build_page(matrix: Matrix, lang: str) -> str:
    """Build the page: the table, what the states mean, the sources and how to cite; every value escaped, no script."""
    return render_template("compare.html.j2", **build_context(matrix, lang))


def render_template(name: str, **context: Any) -> str:
    """Render one of our templates; every value is escaped, and a name that it does not know is a fault."""
    return _open_templates().get_template(name).render(**context)


@cache
def _open_templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("govgraph"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def build_context(matrix: Matrix, lang: str) -> dict[str, Any]:
    """Build what a template lays a matrix out from: its themes with their rows of cells, states, sources, words."""
    dataset = matrix.graph.graph["dataset"]
    names = [case.case.name.words("sv") for case in matrix.cases]
    return {
        "lang": lang,
        "title": f"{say('sheet_matrix', lang)}: {', '.join(names)}",
        "subtitle": say_date(matrix.at, lang) if matrix.at else say("own_periods", lang),
        "cases": [
            {"name": name, "period": say_date(case.case.period, lang)}
            for name, case in zip(names, matrix.cases, strict=True)
        ],
        "themes": [
            {
                "label": theme.label.words(lang),
                "definition": theme.definition.words(lang),
                "rows": [_build_row(matrix, feature, lang) for feature in matrix.features if feature.theme == theme.id],
            }
            for theme in dataset.vocabulary.themes.values()
            if any(feature.theme == theme.id for feature in matrix.features)
        ],
        "states": [
            {"mark": _MARKS[state], "label": say(f"state_{state}", lang), "meaning": say(f"means_{state}", lang)}
            for state in STATES
        ],
        "sources": [
            f"{name}: {_word_source(source, lang)}"
            for name, case in zip(names, matrix.cases, strict=True)
            for source in case.sources.values()
        ],
        "citation": build_citation(dataset, lang)["text"],
        "say": {
            key: say(word, lang)
            for key, word in (
                ("feature", "key_feature"), ("open_cells", "open_cells"), ("interpretation", "key_interpretation"),
                ("states", "sheet_states"), ("rests_on_functions", "rests_on_functions"), ("sources", "key_sources"),
            )
        },
    }  # fmt: skip


def _word_source(source: Source, lang: str) -> str:
    when = f", {say_date(source.date, lang)}" if source.date else ""
    return f"{source.publisher.words('sv')}, {source.title.words('sv')}{when}"


def _build_row(matrix: Matrix, feature: Any, lang: str) -> dict[str, Any]:
    return {
        "id": feature.id,
        "label": label_feature(feature, lang),
        "definition": feature.definition.words(lang),
        "unit": feature.unit.words(lang) if feature.unit else None,
        "cells": [_build_cell(matrix, matrix.cells[feature.id, case.id], lang) for case in matrix.cases],
    }


def _build_cell(matrix: Matrix, cell: Cell, lang: str) -> dict[str, Any]:
    told = build_cell(cell, lang)
    records = {record["id"]: record for item in told["items"] for record in item["records"]}
    aligned = {
        one["id"]: {
            **one,
            "name": matrix.graph.nodes[one["actor"]]["name"],
            "function": matrix.graph.graph["dataset"].vocabulary.functions[one["function"]].label.words(lang),
            "confidence": say(one["confidence"], lang),
        }
        for item in told["items"]
        for one in item["alignment"]
    }
    states = dict.fromkeys(item.state for item in cell.items)
    return {
        "case": cell.case.id,
        "state": cell.state,
        "mark": _MARKS[cell.state],
        "groups": [
            {
                "state": None if state in {"stated", "unspecified"} else say(f"state_{state}", lang),
                "said": tell_items(
                    [i for i in cell.items if i.state == state], lang, dated=matrix.at is not None, bare=True
                ),
            }
            for state in states
        ],
        "count": f"{told['facts']} {say('one_fact' if told['facts'] == 1 else 'count_facts', lang)}",
        "records": list(records.values()),
        "alignment": list(aligned.values()),
        "silence": say(f"state_{cell.state}", lang),
        "note": told["note"],
    }
