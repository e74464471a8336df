"""A case → which of its actors play which function, as its coder judges, and which organs play none: interpretation."""

from __future__ import annotations

from dataclasses import dataclass

from govgraph.answers import Json, build_envelope, choose_text
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.graph import Graph
from govgraph.records import Alignment, Topic, TopicList
from govgraph.tables import render_table
from govgraph.vocabulary import Function
from govgraph.words import say

__all__ = ["Aligned", "align", "build_aligned", "build_aligned_rows", "show_aligned"]


@dataclass(frozen=True, repr=False)
class Aligned:
    """The functions of the typology and the actors of a case that play each; `unmatched` are its organs that play none.

    `functions` holds every function of the vocabulary, in its order, also those that no actor plays.
    """

    case: CaseData
    functions: tuple[tuple[Function, tuple[Alignment, ...]], ...]
    unmatched: tuple[str, ...]
    graph: Graph

    def __repr__(self) -> str:
        return show_aligned(self, "en", width=120)


def align(graph: Graph, case: str) -> Aligned:
    """Show how a case's actors are assigned to functions: the researcher's judgement, never a statement of a text.

    Parameters
    ----------
    case
        Id of the case.

    Returns
    -------
    Aligned
        Every organ and network of the case is an actor of some function or among the unmatched; an organ is also
        matched through a group of its kind that is.

    Raises
    ------
    UnknownNameError
        There is no such case.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> aligned = align(load_graph(), "varmland")
    >>> [item.actor for function, items in aligned.functions for item in items if function.id == "chairs-forum"]
    ['ordforanderadet']
    """
    dataset: Dataset = graph.graph["dataset"]
    data = dataset.case_of(case)
    functions = tuple(
        (function, tuple(item for item in data.alignment.values() if item.function == function.id))
        for function in dataset.vocabulary.functions.values()
    )
    matched = {item.actor for item in data.alignment.values() if item.status == "adopted"}
    unmatched = tuple(
        f"{data.id}.{organ.id}" for organ in data.organs if not matched & {organ.id, *data.counted_in[organ.id]}
    )
    return Aligned(data, functions, unmatched, graph)


def build_aligned(aligned: Aligned, lang: str) -> Json:
    """Build the JSON of `align`."""
    case = aligned.case
    functions = [
        {
            "id": function.id,
            "label": function.label.words(lang),
            "definition": function.definition.words(lang),
            "rule": function.rule.words(lang),
            "actors": [_build_item(case, item, lang) for item in items],
        }
        for function, items in aligned.functions
    ]
    unmatched = [{"id": actor, "name": aligned.graph.nodes[actor]["name"]} for actor in aligned.unmatched]
    dataset = aligned.graph.graph["dataset"]
    return build_envelope(dataset, case=case.id, interpretation=True, functions=functions, unmatched=unmatched)


def _build_item(case: CaseData, item: Alignment, lang: str) -> Json:
    topics: dict[str, Topic | TopicList] = {**case.topics, **case.topic_lists}
    return {
        "id": f"{case.id}.{item.actor}",
        "name": case.actors[item.actor].name.words("sv"),
        "topics": [{"id": f"{case.id}.{topic}", "name": topics[topic].name.words(lang)} for topic in item.topics],
        "fields": [{"id": field, "name": case.vocabulary.fields[field].label.words(lang)} for field in item.fields],
        "status": item.status,
        "reason": choose_text(item.reason, lang),
        "confidence": item.confidence,
        "coder": item.coder,
        "alignment": f"{case.id}.{item.id}",
    }


def build_aligned_rows(aligned: Aligned, lang: str) -> list[Json]:
    """Build one row an assignment, for tables and spreadsheets; a function that nobody plays stands without actor."""
    rows = []
    for function, items in aligned.functions:
        for item in items or (None,):
            told = _build_item(aligned.case, item, lang) if item else {}
            rows.append(
                {
                    "function": function.label.words(lang),
                    "actor": told.get("name"),
                    "status": told.get("status"),
                    "topics": "; ".join(topic["name"] for topic in told.get("topics", ())),
                    "fields": "; ".join(field["name"] for field in told.get("fields", ())),
                    "confidence": told.get("confidence"),
                    "reason": told.get("reason"),
                    "coder": told.get("coder"),
                }
            )
    return rows


def show_aligned(aligned: Aligned, lang: str, *, width: int | None = None) -> str:
    """Word how a case is aligned: the assignments with their reasons, functions nobody plays, organs without one."""
    rows = [
        {
            say("key_function", lang): row["function"],
            say("key_actor", lang): row["actor"]
            if row["status"] == "adopted"
            else f"{row['actor']} ({say('former', lang)})",
            say("key_topics", lang).lower(): row["topics"],
            say("key_fields", lang): row["fields"],
            say("key_confidence", lang): say(row["confidence"], lang),
            say("key_reason", lang): row["reason"],
        }
        for row in build_aligned_rows(aligned, lang)
        if row["actor"]
    ]
    without = [function.label.words(lang) for function, items in aligned.functions if not items]
    names = [str(aligned.graph.nodes[actor]["name"]) for actor in aligned.unmatched]
    parts = [
        f"{aligned.case.case.name.words('sv')} · {say('interpretation', lang)}",
        render_table(rows, width=width),
        *([f"{say('nobody_plays', lang)}: {', '.join(without)}"] if without else []),
        *([f"{say('unmatched', lang)}: {', '.join(names)}"] if names else []),
    ]
    return "\n\n".join(filter(None, parts))
