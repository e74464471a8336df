"""A dataset → the files that a reader takes home: every table as CSV and JSON, the comparison, how to cite."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from govgraph.answers import build_envelope
from govgraph.citation import build_citation
from govgraph.comparison import render_matrix
from govgraph.dataset import Dataset
from govgraph.differences import Difference, build_difference, build_difference_rows
from govgraph.gaps import Findings, build_finding
from govgraph.lists import LISTS, list_records, spread_rows
from govgraph.matrix import Matrix
from govgraph.site.edition import Edition
from govgraph.tables import render_csv

__all__ = ["DataFile", "build_bibtex", "build_cff", "build_data", "name_difference"]


_COMPARISON = (".xlsx", ".csv", ".json", ".md", ".svg", ".pdf")


@dataclass(frozen=True)
class DataFile:
    """A file of data: where it stands in the site, of which case ("" of all), which table, and how many rows."""

    place: str
    case: str
    table: str
    rows: int
    data: bytes


def name_difference(difference: Difference) -> str:
    """Name the difference between two cases, as its page and its files are."""
    return f"difference/{'-and-'.join(difference.cases)}"


def build_data(
    edition: Edition, matrix: Matrix, findings: Findings, differences: Sequence[Difference]
) -> Iterator[DataFile]:
    """Build every table as CSV and JSON: of each case, what its sources do not say, the comparison, the differences."""
    dataset, lang = edition.dataset, edition.lang
    for case in dataset.cases:
        for table in LISTS:
            rows = list_records(edition.graph, table, case=case, lang=lang)
            place = f"data/{lang}/{case}/{table}"
            csv = render_csv(spread_rows(rows, table)).encode("utf-8")
            yield DataFile(f"{place}.csv", case, table, len(rows), csv)
            yield DataFile(f"{place}.json", case, table, len(rows), _write_json(build_envelope(dataset, records=rows)))
        found = [build_finding(edition.graph, finding, lang) for finding in findings if finding.case == case]
        place = f"data/{lang}/{case}/silence"
        yield DataFile(f"{place}.csv", case, "silence", len(found), render_csv(found).encode("utf-8"))
        told = build_envelope(dataset, findings=found)
        yield DataFile(f"{place}.json", case, "silence", len(found), _write_json(told))
    for difference in differences:
        name, count = name_difference(difference), len(difference.rows)
        csv = render_csv(build_difference_rows(difference, lang)).encode("utf-8")
        yield DataFile(f"data/{lang}/{name}.csv", "", name, count, csv)
        yield DataFile(f"data/{lang}/{name}.json", "", name, count, _write_json(build_difference(difference, lang)))
    for suffix in _COMPARISON if dataset.cases else ():
        data = render_matrix(matrix, suffix, lang=lang)
        yield DataFile(f"data/{lang}/comparison{suffix}", "", "comparison", len(matrix.features), data)


def _write_json(answer: Any) -> bytes:
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def build_bibtex(dataset: Dataset) -> str:
    """Build how to cite the dataset as BibTeX: `@misc`, braces kept in pairs."""
    cited = build_citation(dataset, "en")
    fields = {
        "title": f"{{{_brace(cited['title'])}}}",
        "author": f"{{{_brace(cited['publisher'])}}}" if cited["publisher"] else None,
        "year": (cited["released"] or "")[:4] or None,
        "version": dataset.version,
        "note": _brace(f"Dataset, sha256 {dataset.sha256}. Licence {cited['licence'] or 'not stated'}"),
    }
    rows = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    name = "".join(sign for sign in dataset.name if sign.isascii() and sign.isalnum()) or "dataset"
    return "\n".join([f"@misc{{{name}-{dataset.sha256[:12]},", *rows, "}", ""])


def _brace(text: str) -> str:
    """Write a text so that BibTeX and TeX read it as it is."""
    signs = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"}
    signs |= {sign: f"\\{sign}" for sign in "#$%&_"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(signs.get(sign, sign) for sign in text)


def build_cff(dataset: Dataset) -> str:
    """Build how to cite the dataset as a Citation File Format 1.2.0 file."""
    import yaml

    cited = build_citation(dataset, "en")
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite the dataset with its version and hash.",
        "type": "dataset",
        "title": cited["title"],
        "authors": [{"name": cited["publisher"] or "not stated"}],
        "version": dataset.version,
        "identifiers": [{"type": "other", "value": f"sha256:{dataset.sha256}"}],
    }
    if cited["released"]:
        fields["date-released"] = cited["released"]
    if cited["licence"]:
        fields["license"] = cited["licence"]
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
