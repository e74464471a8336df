"""A card → sentences: what the record is, who sits in it, what is said of it, which lines lead to it and from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govgraph.answers import Json
from govgraph.cards.build import Card
from govgraph.graph import Graph
from govgraph.sentences import say_line, say_record
from govgraph.words import say

__all__ = ["tell_card"]

_FILES = ("actors", "topics", "topic_lists", "instruments", "procedures", "mandates", "seats", "events")


def tell_card(card: Card, graph: Graph, lang: str) -> str:
    """Tell a card in sentences, one a line: the record itself, then each statement around it once."""
    said = [_say(graph, card.fields[card.kind]["id"], lang)]
    for part in ("seats", "mandates", "joint_mandates", "events", "instruments", "items"):
        said += [_say(graph, item["id"], lang) for item in card.fields.get(part) or ()]
    told = {item["id"] for part in ("seats", "mandates") for item in card.fields.get(part) or ()}
    for part in ("lines_in", "lines_out", "lines"):
        lines = [line for line in card.fields.get(part) or () if line["record"]["id"] not in told]
        said += _say_lines(graph, lines, lang)
    if card.fields["at"] and card.fields["left_out"]["not_covered"]:
        said.append(say("silence_not_covered", lang))
    return "\n".join(dict.fromkeys(said))


def _say(graph: Graph, record: str, lang: str) -> str:
    case_id, _, local = record.partition(".")
    case = graph.graph["dataset"].cases[case_id]
    file = next(name for name in _FILES if local in getattr(case, name))
    return say_record(case, file, getattr(case, file)[local], lang)


def _say_lines(graph: Graph, lines: Sequence[Json], lang: str) -> Iterator[str]:
    wanted = {line["line"] for line in lines}
    known = {key: line for *_, key, line in graph.edges(keys=True, data=True) if key in wanted}
    for told in lines:
        via = told["via"]["id"] if told["via"] else None
        ends = {"source": told["from"]["id"], "target": told["to"]["id"], "via": via, "holds": told["holds"]}
        yield say_line(graph, known[told["line"]], lang, **ends)
