"""The measures that features name: a case and a feature → what the case says of it, fact by fact, with its state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from govgraph import dates
from govgraph.cases import CaseData
from govgraph.features import Feature
from govgraph.graph import Graph
from govgraph.measures.counts import measure_counted, measure_facts
from govgraph.measures.documents import measure_events, measure_instruments, measure_procedures, measure_topics
from govgraph.measures.found import STATES, Item, Measured, Place, Words
from govgraph.measures.players import measure_actors
from govgraph.measures.seating import measure_seats, measure_size
from govgraph.measures.statements import measure_mandates, measure_meetings

__all__ = ["STATES", "Item", "Measured", "Words", "measure"]


def measure(graph: Graph, case: CaseData, feature: Feature, *, at: str | None = None) -> Measured:
    """Measure a feature in a case, by the measure that it names.

    Parameters
    ----------
    at
        EDTF date or span; without, the case's own period. Facts that do not hold then are given with the state
        `other_date`, those of which the sources say nothing then with `not_covered`.
    """
    place = Place(graph, case, dates.read_period(at) if at else None, at)
    return _MEASURES[feature.measure](place, feature)


_MEASURES: dict[str, Callable[[Place, Any], Measured]] = {
    "seats": measure_seats, "size": measure_size, "actors": measure_actors, "mandates": measure_mandates,
    "meetings": measure_meetings, "instruments": measure_instruments, "topics": measure_topics,
    "events": measure_events, "procedures": measure_procedures, "facts": measure_facts, "number": measure_counted,
}  # fmt: skip
