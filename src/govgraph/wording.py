"""Questions, answers, paths and what was left out → the words and rows that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from govgraph.graph import Graph
from govgraph.lines import Line
from govgraph.questions import Answer, Change, Near, Path, Question
from govgraph.records import EACH_OTHER, UNSPECIFIED
from govgraph.sentences import say_line, say_name
from govgraph.shapes import Text
from govgraph.vocabulary import Vocabulary
from govgraph.words import capitalise, say, say_seats

__all__ = [
    "build_answer_rows",
    "build_change_rows",
    "build_path_rows",
    "choose_words",
    "name_actor",
    "word_left_out",
    "word_near",
    "word_question",
]

Row = dict[str, str]


def build_answer_rows(graph: Graph, answers: Sequence[Answer], lang: str) -> list[Row]:
    """Build one row an answer, in words; the path stands in it where any answer is more than one step away."""
    far = any(answer.distance > 1 for answer in answers)
    rows = []
    for answer in answers:
        line = answer.line
        row = {
            say("holder", lang): _name_end(graph, answer, "from", lang),
            say("verb", lang): name_verb(graph, line, lang),
            say("receiver", lang): _name_end(graph, answer, "to", lang),
        }
        if far:
            row[say("key_path", lang)] = " → ".join(_abbreviate(graph, stop, lang) for stop in answer.path)
        rows.append(
            row
            | {
                say("how", lang): ", ".join(_word_axes(line, answer.holds, lang)),
                say("about", lang): choose_words(line, "object", lang) or "",
                say("evidence", lang): "; ".join(f"”{cue}”" for cue in line["cues"]),
            }
        )
    return rows


def build_path_rows(graph: Graph, found: Path, lang: str) -> list[Row]:
    """Build one row a step of a path, in words."""
    rows = []
    for number, hop in enumerate(found.hops, 1):
        line = hop.line
        ends = [name_actor(graph, end, lang) if end else "" for end in (hop.source, hop.target)]
        via = f" ({say('via', lang)} {name_actor(graph, hop.via, lang)})" if hop.via else ""
        rows.append(
            {
                say("key_step", lang): str(number),
                say("holder", lang): ends[0],
                say("verb", lang): name_verb(graph, line, lang),
                say("receiver", lang): ends[1] + via,
                say("how", lang): ", ".join(_word_axes(line, "yes", lang)),
                say("about", lang): choose_words(line, "object", lang) or "",
                say("evidence", lang): "; ".join(f"”{cue}”" for cue in line["cues"]),
            }
        )
    return rows


def build_change_rows(graph: Graph, changes: Sequence[Change], lang: str) -> list[Row]:
    """Build one row a stretch of time: its first and last day, and what answers in it or why nothing does."""
    rows = []
    for change in changes:
        told = [
            f"{' → '.join(_abbreviate(graph, stop, lang) for stop in answer.path)}"
            + (f" ({say('possibly', lang)})" if answer.holds == "possibly" else "")
            for answer in change.answers
        ]
        rows.append(
            {
                say("key_from", lang): change.begins.isoformat() if change.begins else "",
                say("key_to", lang): change.ends.isoformat() if change.ends else "",
                say("answers", lang): "; ".join(dict.fromkeys(told)) or say(f"silence_{change.silence}", lang),
            }
        )
    return rows


def _name_end(graph: Graph, answer: Answer, end: Literal["from", "to"], lang: str) -> str:
    """Name one end of an answer, and say how the line applies there: each, jointly, or through which group."""
    line, actor = answer.line, answer.source if end == "from" else answer.target
    if actor is None:
        return ""
    if end == "to" and line["id"].endswith(EACH_OTHER) and answer.via is None:
        return say("each_other", lang)
    partners = line["with"] if end == "from" else ()
    name = f" {say('and', lang)} ".join(name_actor(graph, each, lang) for each in (actor, *partners))
    if actor != line[end] and line[end] in graph:
        return f"{name} ({say('via', lang)} {name_actor(graph, line[end], lang)})"
    applies = line["holder_as" if end == "from" else "toward_as"]
    return f"{name} ({say(applies, lang)})" if applies else name


def name_actor(graph: Graph, actor: str, lang: str) -> str:
    """Name an actor as a reader knows it: the name as coded, and its abbreviation in brackets."""
    if actor not in graph or graph.nodes[actor]["kind"] == UNSPECIFIED:
        return say("absent_actor", lang)
    node = graph.nodes[actor]
    return f"{node['name']} ({node['abbreviation']})" if node["abbreviation"] else str(node["name"])


def _abbreviate(graph: Graph, actor: str, lang: str) -> str:
    node = graph.nodes[actor] if actor in graph else {}
    return str(node.get("abbreviation") or name_actor(graph, actor, lang))


def name_verb(graph: Graph, line: Line, lang: str) -> str:
    """Name what a line says: the label of its verb or aim, or its own free words."""
    label = _label(graph.graph["dataset"].vocabulary, line["verb"])
    return choose_words(line, "aim", lang) or label.words(lang)


def choose_words(line: Line, key: str, lang: str) -> str | None:
    """Give a text of a line in one language, or in the other where it was coded only there."""
    swedish, english = line.get(key), line.get(f"{key}_en")
    chosen: str | None = (english or swedish) if lang == "en" else (swedish or english)
    return chosen


def _word_axes(line: Line, holds: str, lang: str) -> Iterable[str]:
    if line["deontic"] not in (None, "none"):
        yield say(line["deontic"], lang)
    for key, usual in (("status", "adopted"), ("basis", "stated"), ("mode", "rule"), ("scope", "inside")):
        if line[key] != usual:
            yield say(line[key], lang)
    if line["negative"]:
        yield say("stated_not", lang)
    if line["extent"] not in (None, "all"):
        yield say(f"extent_{line['extent']}", lang)
    if line["any"]:
        yield say("one_or_other", lang)
    elif holds == "possibly":
        yield say("possibly", lang)
    if seats := say_seats(line["seat"], line["count"], lang):
        yield say("seats_in_all", lang).format(seats=seats) if line["holder_as"] == "each" else seats
    for key in ("condition", "constraint"):
        if words := choose_words(line, key, lang):
            yield words


def word_question(graph: Graph, question: Question, lang: str) -> str:
    """Word the question as it was understood: "who informs PKD?"."""
    words = graph.graph["dataset"].vocabulary
    verb = words.verbs.get(question.verb) or words.aims.get(question.verb)
    family = words.families.get(question.verb)
    if question.words:
        does = question.words
    elif verb:
        does = verb.label.words(lang)
    else:
        does = say("has_line_in" if question.direction == "in" else "has_line_out", lang)
        does = does.replace("%", f" ({family.label.words(lang)})" if family else "")
        if question.direction == "out" and question.actor is not None:
            return does.format(actor=name_actor(graph, question.actor, lang)) + _word_aside(question, lang)
    aside = _word_aside(question, lang)
    if question.actor is None:
        return f"{say('who', lang)} {does}{aside}"
    actor = name_actor(graph, question.actor, lang)
    if question.direction == "in":
        return f"{say('who', lang)} {does} {actor}{aside}"
    return f"{actor} {does} {say('whom', lang)}{aside}"


def _word_aside(question: Question, lang: str) -> str:
    told = [question.at] if question.at else []
    if question.depth != 1:
        told.append(say("in_steps", lang).format(count=question.depth) if question.depth else say("in_all_steps", lang))
    return f" ({', '.join(told)})?" if told else "?"


def word_near(graph: Graph, near: Near, lang: str) -> str:
    """Word a statement that comes near, why it is no answer, and its record."""
    line, words = near.line, graph.graph["dataset"].vocabulary
    if near.reason == "negative" and line["record_type"] == "actor":  # what it is stated not to be, not what it does
        said = say("is_no_formal", lang).format(name=say_name(graph, line["from"], lang))
        said = capitalise(said)
    elif "holder_as" in line:  # a statement; documents and seats are none
        said = say_line(graph, line, lang).removesuffix(".")
    elif near.reason == "adopted_by":
        document, adopter = (_name_any(graph, line[end], lang) for end in ("to", "from"))
        said = f"{document}, {say('key_adopted_by', lang)} {adopter}"
    else:
        does = say("in_the_chair", lang) if near.reason == "chair_seat" else _label(words, line["verb"]).words(lang)
        said = f"{_name_any(graph, line['from'], lang)} {does} {_name_any(graph, line['to'], lang)}"
    return f"{said}: {say(near.reason, lang)} ({line['record']})"


def _label(words: Vocabulary, verb: str) -> Text:
    return (words.verbs.get(verb) or words.aims[verb]).label


def _name_any(graph: Graph, name: str, lang: str) -> str:
    case_id, _, local = name.partition(".")
    documents: dict[str, Any] = graph.graph["dataset"].cases[case_id].instruments
    return documents[local].name.words("sv") if local in documents else name_actor(graph, name, lang)


_LIFTED = ("proposed", "planned", "former", "practice", "other_date")


def word_left_out(omitted: dict[str, int], lang: str) -> str:
    """Word how many lines were left out and why; "" where none was. What is denied is named elsewhere."""
    counted = {reason: count for reason, count in omitted.items() if count and reason != "negative"}
    told = ", ".join(f"{count} {say(reason, lang)}" for reason, count in counted.items())
    lifted = f" ({say('lift', lang)})" if any(omitted[reason] for reason in _LIFTED) else ""
    return f"{say('left_out', lang)}: {told}{lifted}" if told else ""
