"""All of Sweden, generated: 21 regions, each so many copies of the four coded cases, and a share of 290 municipalities.

Copies keep every proportion of the coded cases: kinds of actors, verbs, modalities, groups and how they apply,
validities, topics, seats, evidence. Each copy is renamed as a whole; the municipalities are members of the first copy's
group of municipalities. The same number of copies gives the same dataset.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from govgraph.cases import CaseData
from govgraph.dataset import Dataset, load_dataset
from govgraph.files import without_collection
from govgraph.records import FILES, Actor, Evidence, Fact
from govgraph.rules import REFERENCES

__all__ = ["MUNICIPALITIES", "REGIONS", "build_sweden"]

REGIONS, MUNICIPALITIES = 21, 290
PERIOD = "2014/2028"  # what the four cases cover together
_GROUP = "vasterbotten-kommunerna-0"
_ATTRIBUTES = {"with": "with_", "from": "drawn_from"}  # keys that Python cannot have for names


@without_collection()
def build_sweden(copies: int) -> Dataset:
    """Build the dataset; so many copies of the four cases in each region: 10 make 600,000 relationships."""
    bundled = load_dataset()
    cases = {}
    for number in range(REGIONS):
        case = f"region-{number + 1:02}"
        places = range(number, MUNICIPALITIES, REGIONS)
        cases[case] = _build_region(case, bundled, copies, [f"kommun-{place + 1}" for place in places])
    return Dataset(Path("sweden"), bundled.vocabulary, cases, None, f"{copies:064x}")


def _build_region(name: str, bundled: Dataset, copies: int, municipalities: list[str]) -> CaseData:
    tables: dict[str, Any] = {file: {} for file in FILES}
    for case in bundled.cases.values():
        for source in case.sources.values():
            tables["sources"][f"{case.id}-{source.id}"] = source.model_copy(update={"id": f"{case.id}-{source.id}"})
        for copy in range(copies):
            for file, record in _list_records(case):
                renamed = _rename(case, file, record, str(copy))
                tables[file][renamed.id] = renamed
    group: Actor = tables["actors"][_GROUP]
    tables["actors"][_GROUP] = group.model_copy(update={"members": (*group.members, *municipalities)})
    for local in municipalities:
        about = {"id": local, "name": {"sv": f"Åsele-Över{local}", "en": local}, "kind": "municipality"}
        tables["actors"][local] = Actor.model_validate({**about, "evidence": [group.evidence[0].model_dump()]})
    first = next(iter(bundled.cases.values()))
    told = first.case.model_copy(update={"period": PERIOD, "default_source": next(iter(tables["sources"]))})
    return replace(first, id=name, case=told, validities={}, **tables)


def _list_records(case: CaseData) -> Iterator[tuple[str, Any]]:
    files = [file for file in FILES if file not in {"sources", "uncoded"}]
    return chain.from_iterable(((file, record) for record in getattr(case, file).values()) for file in files)


def _rename(case: CaseData, file: str, record: Any, copy: str) -> Any:
    """Give a record of a copy: its id and whatever it refers to by id, with the case and the copy in the name."""

    def name(local: str) -> str:
        known = local in case.facts or local in case.alignment
        return f"{case.id}-{local}-{copy}" if known else local

    update: dict[str, Any] = {"id": name(record.id)}
    keys = [*REFERENCES.get(file, {}), *(("from_", "to") if file == "events" else ())]
    for key in keys:
        value = getattr(record, _ATTRIBUTES.get(key, key), None)
        if value:
            renamed = name(value) if isinstance(value, str) else tuple(map(name, value))
            update[_ATTRIBUTES.get(key, key)] = renamed
    if isinstance(record, Fact):
        update["evidence"] = tuple(_cite(case, evidence) for evidence in record.evidence)
    return record.model_copy(update=update)


def _cite(case: CaseData, evidence: Evidence) -> Evidence:
    return evidence.model_copy(update={"source": f"{case.id}-{case.source_of(evidence)}"})
