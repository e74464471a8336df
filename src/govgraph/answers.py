"""Any answer → the JSON of the contract, rows for tables and CSV, and the words that frame them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, overload

from govgraph import dates
from govgraph.dataset import Dataset, Report
from govgraph.graph import Graph, Line
from govgraph.records import EACH_OTHER, UNSPECIFIED, Evidence, Fact
from govgraph.shapes import Text
from govgraph.tables import render_html, render_table
from govgraph.words import say, say_seats

__all__ = [
    "Answer",
    "Answers",
    "Direction",
    "Near",
    "Question",
    "Silence",
    "build_answer",
    "build_answers",
    "build_envelope",
    "build_line",
    "build_rows",
    "name_actor",
    "show_answers",
    "show_answers_html",
]

Json = dict[str, Any]
Direction = Literal["in", "out"]


@dataclass(frozen=True)
class Question:
    """What was asked, as resolved: `verb` is an id, a family or `any`; `actor` a global id, or None for an aim."""

    verb: str
    verbs: frozenset[str]
    direction: Direction
    actor: str | None
    at: str | None = None
    depth: int | None = 1
    status: tuple[str, ...] = ("adopted",)
    case: str | None = None
    expand: bool = False
    rules_only: bool = False
    everything: bool = False  # --all: status, mode and date lifted
    about: str | None = None


@dataclass(frozen=True)
class Answer:
    """One line that answers, as it applies to the actor asked about.

    `source` and `target` are the ends of the answer; where one is a member of the group that the line was coded
    at, `via` is that group. `path` are the ids from source to target, both included.
    """

    line: Line
    source: str
    target: str | None
    holds: dates.Holds
    via: str | None = None
    distance: int = 1

    @property
    def path(self) -> list[str]:
        """The ids from source to target."""
        return [self.source] + ([self.target] if self.target is not None else [])


@dataclass(frozen=True)
class Near:
    """A line that was left out, and why: a status, a mode, a date, another verb, a statement of kind or a negative."""

    line: Line
    reason: str


@dataclass(frozen=True)
class Silence:
    """Why there is no answer: a state of the table of silences, and the nearest lines that were left out."""

    code: str
    near: tuple[Near, ...]


@dataclass(frozen=True, repr=False)
class Answers(Sequence[Answer]):
    """The answers to one question, in order: distance, holder, receiver, verb, line. A sequence of `Answer`.

    `omitted` counts lines left out by the defaults, each once; `silence` is None unless there is no answer. `denied`
    are the records (global ids) that state the opposite of what was asked: no option makes them answers.
    """

    question: Question
    answers: tuple[Answer, ...]
    omitted: dict[str, int]
    silence: Silence | None
    graph: Graph
    denied: tuple[str, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Answer: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Answer, ...]: ...
    def __getitem__(self, index: int | slice) -> Answer | tuple[Answer, ...]:
        return self.answers[index]

    def __len__(self) -> int:
        return len(self.answers)

    def __repr__(self) -> str:
        return show_answers(self, "en", width=120)

    def _repr_html_(self) -> str:
        return show_answers_html(self, "en")


def build_envelope(dataset: Dataset | Report, **fields: Any) -> Json:
    """Build a JSON answer: the schema's number, the dataset's version and hash, then the answer's own fields."""
    return {"schema": 1, "dataset": {"version": dataset.version, "sha256": dataset.sha256}, **fields}


def build_answers(answers: Answers, lang: str) -> Json:
    """Build the JSON of `who` and `whom`."""
    question = answers.question
    asked = {
        "verb": question.verb,
        "direction": question.direction,
        "actor": question.actor,
        "at": question.at,
        "depth": question.depth,
        "status": list(question.status),
        "case": question.case,
        "expand": question.expand,
        "about": question.about,
    }
    silence = answers.silence and {
        "code": answers.silence.code,
        "text": word_silence(answers, lang),
        "near": [_build_near(near) for near in answers.silence.near],
    }
    return build_envelope(
        answers.graph.graph["dataset"],
        question=asked,
        answers=[build_answer(answers.graph, answer, lang) for answer in answers],
        omitted=dict(answers.omitted),
        silence=silence,
    )


def build_answer(graph: Graph, answer: Answer, lang: str) -> Json:
    """Build the JSON of one answer: the line as coded, the ends as they apply, path, hops and evidence."""
    line = answer.line
    fields = build_line(
        graph, line, lang, holds=answer.holds, source=answer.source, target=answer.target, via=answer.via
    )
    hop = {
        "line": line["id"],
        "verb": line["verb"],
        "from": line["from"],
        "to": line["to"],
        "record": {"type": line["record_type"], "id": line["record"]},
        "evidence": fields["evidence"],
    }
    evidence = fields.pop("evidence")
    return {**fields, "distance": answer.distance, "path": answer.path, "hops": [hop], "evidence": evidence}


def build_line(
    graph: Graph, line: Line, lang: str, *, holds: str,
    source: str | None = None, target: str | None = None, via: str | None = None,
) -> Json:  # fmt: skip
    """Build the fields of a line that answers and lists share."""
    target = target or line["to"]
    return {
        "line": line["id"] if line["to"] else None,
        "record": {"type": line["record_type"], "id": line["record"]},
        "verb": line["verb"],
        "family": line["family"],
        "negative": line["negative"],
        "deontic": line["deontic"],
        "status": line["status"],
        "scope": line["scope"],
        "basis": line["basis"],
        "mode": line["mode"],
        "valid": line["valid"],
        "holds": holds,
        "from": _refer_actor(graph, source or line["from"], lang),
        "to": _refer_actor(graph, target, lang) if target else None,
        "with": [refer(graph, name) for name in line["with"]],
        "applies": {
            "holder": line["holder_as"],
            "toward": line["toward_as"],
            "pairs": line["pairs"],
            "any": line["any"],
        },
        "extent": line["extent"],
        "seat": line["seat"],
        "count": line["count"],
        "aim": _choose(line, "aim", lang),
        "object": _choose(line, "object", lang),
        "condition": _choose(line, "condition", lang),
        "constraint": _choose(line, "constraint", lang),
        "via": refer(graph, via) if via else None,
        "evidence": build_evidence(graph, line["record"]),
    }


def build_evidence(graph: Graph, record: str) -> list[Json]:
    """Build the evidence of a record, by its global id: source and cue."""
    case_id, _, local = record.partition(".")
    case = graph.graph["dataset"].cases[case_id]
    fact: Fact = case.facts[local]
    return [{"source": f"{case_id}.{case.source_of(item)}", **_narrow(item)} for item in fact.evidence]


def _narrow(evidence: Evidence) -> Json:
    return {"cue": evidence.cue, "prefix": evidence.prefix, "suffix": evidence.suffix, "heading": evidence.heading}


def refer(graph: Graph, actor: str) -> Json:
    """Build a reference to an actor: id and name as coded."""
    return {"id": actor, "name": graph.nodes[actor]["name"]}


def _refer_actor(graph: Graph, actor: str, lang: str) -> Json:
    keys = ("id", "name", "abbreviation", "kind", "class", "case")
    if actor in graph and graph.nodes[actor]["kind"] != UNSPECIFIED:
        return {key: graph.nodes[actor][key] for key in keys}
    # a statement's unspecified end; that of a mandate without counterpart is no node of the graph
    named = {"id": actor, "name": say("absent_actor", lang), "kind": UNSPECIFIED, "case": actor.partition(".")[0]}
    return {**dict.fromkeys(keys), **named}


def _choose(line: Line, key: str, lang: str) -> str | None:
    swedish, english = line[key], line[f"{key}_en"]
    chosen: str | None = (english or swedish) if lang == "en" else (swedish or english)
    return chosen


def choose_text(text: Text | None, lang: str) -> str | None:
    """Give a text in one language, or None where there is none."""
    return text.words(lang) if text else None


def _build_near(near: Near) -> Json:
    line = near.line
    return {"line": line["id"], "verb": line["verb"], "from": line["from"], "to": line["to"], "reason": near.reason}


# -- rows and words --------------------------------------------------------------------------------------------------


def build_rows(answers: Answers, lang: str) -> list[dict[str, str]]:
    """Build one row an answer, in words, for a table that a person reads."""
    graph = answers.graph
    verbs = graph.graph["dataset"].vocabulary
    rows = []
    for answer in answers:
        line = answer.line
        label = verbs.verbs[line["verb"]].label if line["verb"] in verbs.verbs else verbs.aims[line["verb"]].label
        rows.append(
            {
                say("holder", lang): _name_end(graph, answer, "from", lang),
                say("verb", lang): _choose(line, "aim", lang) or label.words(lang),
                say("receiver", lang): _name_end(graph, answer, "to", lang),
                say("how", lang): ", ".join(_word_axes(answer, lang)),
                say("about", lang): _choose(line, "object", lang) or "",
                say("evidence", lang): "; ".join(f"”{cue}”" for cue in line["cues"]),
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


def _word_axes(answer: Answer, lang: str) -> Iterable[str]:
    line = answer.line
    if line["deontic"] not in (None, "none"):
        yield say(line["deontic"], lang)
    for key, usual in (("status", "adopted"), ("basis", "stated"), ("mode", "rule"), ("scope", "inside")):
        if line[key] != usual:
            yield say(line[key], lang)
    if line["negative"]:
        yield say("stated_not", lang)
    if line["extent"] not in (None, "all"):
        yield say(f"extent_{line['extent']}", lang)
    if answer.holds == "possibly":
        yield say("possibly", lang)
    if seats := say_seats(line["seat"], line["count"], lang):
        yield seats
    for key in ("condition", "constraint"):
        if words := _choose(line, key, lang):
            yield words


def word_question(answers: Answers, lang: str) -> str:
    """Word the question as it was understood: "who informs PKD?"."""
    question, graph = answers.question, answers.graph
    words = graph.graph["dataset"].vocabulary
    verb = words.verbs.get(question.verb) or words.aims.get(question.verb)
    family = words.families.get(question.verb)
    if verb:
        does = verb.label.words(lang)
    else:
        does = say("has_line_in" if question.direction == "in" else "has_line_out", lang)
        does = does.replace("%", f" ({family.label.words(lang)})" if family else "")
    at = f" ({question.at})" if question.at else ""
    if question.actor is None:
        return f"{say('who', lang)} {does}{at}?"
    actor = name_actor(graph, question.actor, lang)
    if question.direction == "in":
        return f"{say('who', lang)} {does} {actor}{at}?"
    return f"{actor} {does} {say('whom', lang)}{at}?"


def word_silence(answers: Answers, lang: str) -> str:
    """Word why there is no answer."""
    assert answers.silence is not None
    return say(f"silence_{answers.silence.code}", lang)


def show_answers(answers: Answers, lang: str, *, width: int | None = None) -> str:
    """Word a whole answer as text: the question, the table, the silence, and what was left out."""
    parts = [word_question(answers, lang)]
    if answers.silence:
        parts.append(word_silence(answers, lang))
        near = [_word_near(answers.graph, near, lang) for near in answers.silence.near]
        if near:
            parts.append("\n".join([f"{say('near', lang)}:", *near]))
    else:
        parts.append(render_table(build_rows(answers, lang), width=width))
    return "\n\n".join([*parts, *_word_footer(answers, lang)])


def _word_near(graph: Graph, near: Near, lang: str) -> str:
    line, words = near.line, graph.graph["dataset"].vocabulary
    if near.reason == "instrument":
        case_id, _, local = line["from"].partition(".")
        name = graph.graph["dataset"].cases[case_id].instruments[local].name.words("sv")
        said = f"{name} {words.verbs['governs'].label.words(lang)} {name_actor(graph, line['to'], lang)}"
        return f"  {said}: {say(near.reason, lang)} ({line['record']})"
    verb = words.verbs.get(line["verb"]) or words.aims[line["verb"]]
    does = say("in_the_chair", lang) if near.reason == "chair_seat" else verb.label.words(lang)
    target = name_actor(graph, line["to"], lang) if line["to"] else ""
    said = f"{name_actor(graph, line['from'], lang)} {does} {target}".rstrip()
    if line.get("negative") or line.get("deontic") == "may_not":  # a denial never reads as what it denies
        said += f" ({say('stated_not', lang)})"
    return f"  {said}: {say(near.reason, lang)} ({line['record']})"


_LIFTED = ("proposed", "planned", "former", "practice", "other_date")


def _word_footer(answers: Answers, lang: str) -> list[str]:
    counted = {reason: count for reason, count in answers.omitted.items() if count and reason != "negative"}
    left_out = [f"{count} {say(reason, lang)}" for reason, count in counted.items()]
    dataset: Dataset = answers.graph.graph["dataset"]
    count = f"{len(answers)} {say('answer' if len(answers) == 1 else 'answers', lang)}"
    if left_out and any(answers.omitted[reason] for reason in _LIFTED):
        left_out[-1] += f" ({say('lift', lang)})"
    omitted = [f"{say('left_out', lang)}: {', '.join(left_out)}"] if left_out else []
    omitted += [f"{say('stated_not', lang)}: {', '.join(answers.denied)}"] if answers.denied else []
    return [". ".join([count, *omitted, f"{say('dataset', lang)} {dataset.version}, {dataset.sha256[:12]}"])]


def show_answers_html(answers: Answers, lang: str) -> str:
    """Word a whole answer as HTML, for notebooks."""
    caption = " ".join([word_question(answers, lang), *([word_silence(answers, lang)] if answers.silence else [])])
    return render_html(build_rows(answers, lang), caption=caption)
