"""Any answer → the JSON of the contract, rows for tables and CSV, and the words that frame them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

from govgraph.dataset import Dataset, Report
from govgraph.graph import Graph
from govgraph.lines import Line
from govgraph.questions import Answer, Change, Hop, Near, Path, Question, Silence
from govgraph.records import UNSPECIFIED, Evidence, Fact
from govgraph.sentences import say_line, say_path
from govgraph.shapes import Text
from govgraph.tables import render_html, render_table
from govgraph.wording import (
    build_answer_rows,
    build_change_rows,
    build_path_rows,
    choose_words,
    name_actor,
    word_left_out,
    word_near,
    word_question,
)
from govgraph.words import capitalise, say

__all__ = [
    "Answers",
    "Paths",
    "build_answer",
    "build_answers",
    "build_change",
    "build_envelope",
    "build_line",
    "build_path",
    "build_paths",
    "show_answers",
    "show_answers_html",
    "show_paths",
    "tell_answers",
    "tell_paths",
]

Json = dict[str, Any]


@dataclass(frozen=True, repr=False)
class Answers(Sequence[Answer]):
    """The answers to one question, in order: distance, holder, receiver, verb, line. A sequence of `Answer`.

    `left_out` are the lines that met the question and do not answer it, each once with the reason; `omitted` counts
    those that an option could bring in, and those that none can; `silence` is None unless there is no answer;
    `changes` is None unless asked for.
    """

    question: Question
    answers: tuple[Answer, ...]
    omitted: dict[str, int]
    silence: Silence | None
    graph: Graph
    left_out: tuple[Near, ...] = ()
    changes: tuple[Change, ...] | None = None

    @property
    def denied(self) -> tuple[str, ...]:
        """The records (global ids) that state the opposite of what was asked: no option makes them answers."""
        return tuple(dict.fromkeys(near.line["record"] for near in self.left_out if near.reason == "negative"))

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


@dataclass(frozen=True, repr=False)
class Paths(Sequence[Path]):
    """The paths from one actor to another, shortest first. A sequence of `Path`; `target` is a global id."""

    question: Question
    target: str
    paths: tuple[Path, ...]
    silence: Silence | None
    graph: Graph
    all_paths: bool = False

    @overload
    def __getitem__(self, index: int) -> Path: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Path, ...]: ...
    def __getitem__(self, index: int | slice) -> Path | tuple[Path, ...]:
        return self.paths[index]

    def __len__(self) -> int:
        return len(self.paths)

    def __repr__(self) -> str:
        return show_paths(self, "en", width=120)


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
    return build_envelope(
        answers.graph.graph["dataset"],
        question=asked,
        answers=[build_answer(answers.graph, answer, lang) for answer in answers],
        omitted=dict(answers.omitted),
        left_out=[_build_near(near) for near in answers.left_out],
        silence=_build_silence(answers.silence, lang),
        changes=None if answers.changes is None else [build_change(change, lang) for change in answers.changes],
    )


def build_paths(paths: Paths, lang: str) -> Json:
    """Build the JSON of `path`: each with the actors and steps on it, its length, and the sentence that it makes."""
    question = paths.question
    asked = {
        "from": question.actor,
        "to": paths.target,
        "verbs": question.verb.split("; "),
        "at": question.at,
        "all_paths": paths.all_paths,
        "max": question.depth,
        "case": question.case,
    }
    return build_envelope(
        paths.graph.graph["dataset"],
        question=asked,
        paths=[build_path(paths.graph, found, lang) for found in paths],
        silence=_build_silence(paths.silence, lang),
    )


def build_path(graph: Graph, found: Path, lang: str) -> Json:
    """Build the JSON of one path."""
    return {
        "ids": found.ids,
        "hops": [build_hop(graph, hop) for hop in found.hops],
        "length": len(found.hops),
        "holds": found.holds,
        "sentence": say_path(graph, found.hops, lang, holds=found.holds),
    }


def build_change(change: Change, lang: str) -> Json:
    """Build the JSON of a stretch of time: first and last day (null: not bounded), and what answers in it."""
    return {
        "from": change.begins.isoformat() if change.begins else None,
        "to": change.ends.isoformat() if change.ends else None,
        "answers": [{"line": a.line["id"], "from": a.source, "to": a.target, "holds": a.holds} for a in change.answers],
        "silence": {"code": change.silence, "text": say(f"silence_{change.silence}", lang)} if change.silence else None,
    }


def _build_silence(silence: Silence | None, lang: str) -> Json | None:
    return silence and {
        "code": silence.code,
        "text": say(f"silence_{silence.code}", lang),
        "near": [_build_near(near) for near in silence.near],
    }


def build_answer(graph: Graph, answer: Answer, lang: str) -> Json:
    """Build the JSON of one answer: the line as coded, the ends as they apply, path, hops and evidence."""
    line = answer.line
    fields = build_line(
        graph, line, lang, holds=answer.holds, source=answer.source, target=answer.target, via=answer.via
    )
    evidence = fields.pop("evidence")
    hops = [build_hop(graph, hop) for hop in answer.hops]
    return {**fields, "distance": answer.distance, "path": answer.path, "hops": hops, "evidence": evidence}


def build_hop(graph: Graph, hop: Hop) -> Json:
    """Build the JSON of one step of a path: its ends as they were walked, its record and evidence."""
    line = hop.line
    return {
        "line": line["id"] if line["to"] else None,
        "verb": line["verb"],
        "from": hop.source,
        "to": hop.target,
        "via": refer(graph, hop.via) if hop.via else None,
        "record": {"type": line["record_type"], "id": line["record"]},
        "evidence": build_evidence(graph, line["record"]),
    }


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
        "aim": choose_words(line, "aim", lang),
        "object": choose_words(line, "object", lang),
        "condition": choose_words(line, "condition", lang),
        "constraint": choose_words(line, "constraint", lang),
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


def choose_text(text: Text | None, lang: str) -> str | None:
    """Give a text in one language, or None where there is none."""
    return text.words(lang) if text else None


def _build_near(near: Near) -> Json:
    line = near.line
    return {"line": line["id"], "verb": line["verb"], "from": line["from"], "to": line["to"], "reason": near.reason}


# -- as text and table -------------------------------------------------------------------------------------------------

MOST_TOLD = 5


def show_answers(answers: Answers, lang: str, *, width: int | None = None) -> str:
    """Word a whole answer: the question, its table or its silence, what comes near, and what was left out."""
    graph = answers.graph
    parts = [word_question(graph, answers.question, lang)]
    if answers.changes is not None:
        parts.append(render_table(build_change_rows(graph, answers.changes, lang), width=width))
        return "\n\n".join([*parts, _word_version(graph, lang)])
    if answers.silence:
        parts += _show_silence(graph, answers.silence, lang)
    else:
        parts.append(render_table(build_answer_rows(graph, answers, lang), width=width))
        parts += _show_left_out(answers, lang)
    count = f"{len(answers)} {say('answer' if len(answers) == 1 else 'answers', lang)}"
    denied = f"{say('stated_not', lang)}: {', '.join(answers.denied)}" if answers.denied else ""
    foot = [count, word_left_out(answers.omitted, lang), denied, _word_version(graph, lang)]
    return "\n\n".join([*parts, ". ".join(filter(None, foot))])


def show_paths(paths: Paths, lang: str, *, width: int | None = None) -> str:
    """Word the paths from one actor to another: of each the sentence that it makes and a table of its steps."""
    graph = paths.graph
    parts = []
    for found in paths:
        parts.append(say_path(graph, found.hops, lang, holds=found.holds))
        parts.append(render_table(build_path_rows(graph, found, lang), width=width))
    if paths.silence:
        ends = [name_actor(graph, end, lang) for end in (str(paths.question.actor), paths.target)]
        parts += [f"{' → '.join(ends)}?", *_show_silence(graph, paths.silence, lang)]
    count = f"{len(paths)} {say('path' if len(paths) == 1 else 'paths', lang)}"
    return "\n\n".join([*parts, f"{count}. {_word_version(graph, lang)}"])


def _show_silence(graph: Graph, silence: Silence, lang: str) -> list[str]:
    near = [f"  {word_near(graph, each, lang)}" for each in silence.near]
    parts = [say(f"silence_{silence.code}", lang)]
    return [*parts, "\n".join([f"{say('near', lang)}:", *near])] if near else parts


def _show_left_out(answers: Answers, lang: str) -> list[str]:
    """Name the lines beside the answers that a reader may miss, a few of them: the rest is counted."""
    told = [near for near in answers.left_out if near.reason != "negative"][:MOST_TOLD]
    rows = [f"  {word_near(answers.graph, near, lang)}" for near in told]
    return ["\n".join([f"{say('not_among_them', lang)}:", *rows])] if rows else []


def _word_version(graph: Graph, lang: str) -> str:
    dataset: Dataset = graph.graph["dataset"]
    return f"{say('dataset', lang)} {dataset.version}, {dataset.sha256[:12]}"


# -- as sentences ------------------------------------------------------------------------------------------------------


def tell_answers(answers: Answers, lang: str) -> str:
    """Tell a whole answer in sentences, one a line: each answer, or the silence; then what comes near."""
    graph = answers.graph
    if answers.changes is not None:
        return "\n".join(_tell_change(graph, change, lang) for change in answers.changes)
    told = list(dict.fromkeys(_tell_answer(graph, answer, lang) for answer in answers))
    if answers.silence:
        asked = word_question(graph, answers.question, lang)
        told += _tell_silence(graph, capitalise(asked), answers.silence, lang)
    else:
        told += _tell_near(graph, say("not_among_them", lang), answers.left_out[:MOST_TOLD], lang)
    return "\n".join(told)


def tell_paths(paths: Paths, lang: str) -> str:
    """Tell the paths from one actor to another, a sentence each, or why there is none."""
    graph = paths.graph
    told = [say_path(graph, found.hops, lang, holds=found.holds) for found in paths]
    if paths.silence:
        ends = [name_actor(graph, end, lang) for end in (str(paths.question.actor), paths.target)]
        told += _tell_silence(graph, f"{' → '.join(ends)}?", paths.silence, lang)
    return "\n".join(told)


def _tell_answer(graph: Graph, answer: Answer, lang: str) -> str:
    if answer.distance > 1:
        return say_path(graph, answer.hops, lang, holds=answer.holds)
    ends = {"source": answer.source, "target": answer.target, "via": answer.via}
    return say_line(graph, answer.line, lang, holds=answer.holds, **ends)


def _tell_change(graph: Graph, change: Change, lang: str) -> str:
    begins, ends = (day.isoformat() if day else None for day in (change.begins, change.ends))
    key = "_".join(["span", *(["from"] if begins else []), *(["to"] if ends else [])])
    told = [_tell_answer(graph, answer, lang) for answer in change.answers]
    told = list(dict.fromkeys(told)) or [say(f"silence_{change.silence}", lang)]
    return f"{say(key, lang).format(begins=begins, ends=ends)}: {' '.join(told)}"


def _tell_silence(graph: Graph, asked: str, silence: Silence, lang: str) -> list[str]:
    told = f"{asked} {say(f'silence_{silence.code}', lang)}"
    return [told, *_tell_near(graph, say("near", lang), silence.near, lang)]


def _tell_near(graph: Graph, heading: str, near: Sequence[Near], lang: str) -> list[str]:
    return [f"{capitalise(heading)}: {word_near(graph, each, lang)}." for each in near]


def show_answers_html(answers: Answers, lang: str) -> str:
    """Word a whole answer as HTML, for notebooks."""
    silence = [say(f"silence_{answers.silence.code}", lang)] if answers.silence else []
    rows = build_answer_rows(answers.graph, answers, lang)
    return render_html(rows, caption=" ".join([word_question(answers.graph, answers.question, lang), *silence]))
