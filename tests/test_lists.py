"""Lists, facts beside passages, coverage: headed in the language asked; a CSV's header is the same for any rows."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import CASE, DOCUMENTS, SOUND, Coded
from govgraph.coverage import measure_coverage, word_coverage
from govgraph.dataset import load_dataset
from govgraph.evidence import open_documents
from govgraph.graph import Graph
from govgraph.lists import COLUMNS, LISTS, list_records, name_columns, spread_rows
from govgraph.passages import build_passages, word_passages
from govgraph.tables import render_csv
from govgraph.words import LANGUAGES

SEATS = {
    "none": "{organ: a, from: g, count: 2}",
    "number": "{organ: a, from: g, per_member: 2}",
    "bounds": "{organ: a, from: g, per_member: {at_least: 1, at_most: 3}}",
}


def read_header(rows: list[dict[str, Any]], what: str) -> list[str]:
    return render_csv(spread_rows(rows, what)).removeprefix("\ufeff").splitlines()[0].split(",")


@pytest.mark.parametrize(
    "order", [["none"], ["number"], ["bounds"], ["bounds", "number"], ["none", "bounds", "number"]]
)
def test_the_csv_of_seats_has_the_same_header_whichever_rows_come(coded: Coded, order: list[str]) -> None:
    graph = coded(seats="\n".join(f"s-{name}: {SEATS[name]}" for name in order))
    header = read_header(list_records(graph, "seats"), "seats")
    place = header.index("at_most") + 1
    assert header[place : place + 4] == ["per_member", "per_member_at_least", "per_member_at_most", "from"]


def test_a_number_and_its_bounds_stand_in_columns_of_their_own(coded: Coded) -> None:
    graph = coded(seats="\n".join(f"s-{name}: {row}" for name, row in SEATS.items()))
    rows = spread_rows(list_records(graph, "seats"), "seats")
    keys = ("per_member", "per_member_at_least", "per_member_at_most")
    assert [tuple(row[key] for key in keys) for row in rows] == [(None, None, None), (2, None, None), (None, 1, 3)]


def test_how_often_a_body_meets_stands_in_columns_in_their_place(bundled: Graph) -> None:
    header = read_header(list_records(bundled, "mandates"), "mandates")
    place = header.index("extent") + 1
    parts = ["at_least", "at_most", "approx", "per", "length"]
    assert header[place : place + 5] == [f"times_{part}" for part in parts]


def test_json_keeps_the_fields_of_the_files(coded: Coded) -> None:
    (row,) = list_records(coded(seats=f"s: {SEATS['bounds']}"), "seats")
    assert row["per_member"] == {"at_least": 1, "at_most": 3}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("what", LISTS)
def test_every_column_of_a_table_has_a_head_of_its_own(bundled: Graph, what: str, lang: str) -> None:
    for row in name_columns(list_records(bundled, what, lang=lang), what, lang):
        assert len(row) == len(COLUMNS[what])
        assert not any("_" in head for head in row)


def test_the_heads_of_a_table_are_in_the_language_asked(bundled: Graph) -> None:
    (first, *_) = name_columns(list_records(bundled, "seats", lang="sv"), "seats", "sv")
    assert list(first) == ["id", "organ", "antal", "från var och en", "från", "roll", "slag", "status"]
    assert first["från var och en"] == "minst 1"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["  per member: 3", "  appointed by: kommunerna", "mellanby.avtal, line 11", "  cue: "]),
        ("sv", ["  från var och en: 3", "  utsedd av: kommunerna", "mellanby.avtal, rad 11", "  ledord: "]),
    ],
)
def test_a_fact_beside_its_passages_is_headed_in_the_language_asked(lang: str, expected: list[str]) -> None:
    dataset = load_dataset(SOUND)
    shown = build_passages(dataset, open_documents(dataset, DOCUMENTS, [CASE]), CASE, "rr-ledamoter", lang)
    text = word_passages(shown, lang)
    assert [words for words in expected if words not in text] == []


@pytest.mark.parametrize(
    ("lang", "head", "total"),
    [
        ("en", ["line", "paragraph", "coded by"], "paragraphs: coded "),
        ("sv", ["rad", "stycke", "kodat av"], "stycken: kodat "),
    ],
)
def test_a_coverage_is_headed_in_the_language_asked(lang: str, head: list[str], total: str) -> None:
    dataset = load_dataset(SOUND)
    text = word_coverage(measure_coverage(dataset, open_documents(dataset, DOCUMENTS, [CASE]), CASE), lang)
    first, *_, last = text.splitlines()
    assert [word for word in head if word not in first] == []
    assert total in last
