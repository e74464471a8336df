"""Every question about an actor → its answer, once for all languages; then as a page, a table, data for the browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from govgraph.answers import MOST_TOLD, Answers, build_evidence, tell_answers
from govgraph.ask import who, whom
from govgraph.graph import Graph
from govgraph.pictures.reach import draw_reach
from govgraph.questions import Answer, Change, Direction, Near, Silence
from govgraph.site.address import link, place_answer, place_page
from govgraph.site.blocks import Cue, Drawing, Link, Section, Spans, Table, Words
from govgraph.site.edition import Edition
from govgraph.site.figures import place_within
from govgraph.vocabulary import STRUCTURE
from govgraph.wording import build_answer_rows, name_actor, word_left_out, word_near, word_question

__all__ = ["ANY", "Asked", "Questions", "build_answer_page", "build_asked_data", "lay_out_answers"]

ANY = "any"
_DIRECTIONS: tuple[Direction, Direction] = ("in", "out")


@dataclass(frozen=True)
class Asked:
    """One question about an actor: directly and over all steps, in the case's own period and over time."""

    actor: str
    direction: Direction
    verb: str
    direct: Answers
    every: Answers
    direct_then: tuple[Change, ...]
    every_then: tuple[Change, ...]

    @property
    def is_silent(self) -> bool:
        """Whether nobody answers, at no date."""
        return not any(change.answers for change in (*self.direct_then, *self.every_then))


class Questions:
    """Every question about the actors of a graph: each verb, and any of them, toward an actor and from it."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._kept: dict[str, dict[tuple[Direction, str], Asked]] = {}
        self._drawn: dict[object, str] = {}

    def draw(self, answers: Answers, lang: str, name: str) -> Drawing:
        """Draw an answer, once however often it is given; the name makes its ids its own on a page of several."""
        key = (lang, answers.question.actor, answers.question.direction, _sign(answers))
        if key not in self._drawn:
            self._drawn[key] = place_within(draw_reach(answers, lang).svg)
        return Drawing(
            name, self._drawn[key].replace("reach-title", f"{name}-title").replace("reach-desc", f"{name}-desc"), ""
        )

    @cached_property
    def verbs(self) -> list[str]:
        """The verbs to ask by, `any` first."""
        return [ANY, *self.graph.graph["dataset"].vocabulary.verbs]

    def about(self, actor: str) -> dict[tuple[Direction, str], Asked]:
        """Answer every question about an actor, by its direction and verb; kept, since several pages ask."""
        if actor not in self._kept:
            self._kept[actor] = dict(self._ask(actor))
        return self._kept[actor]

    def _ask(self, actor: str) -> Iterator[tuple[tuple[Direction, str], Asked]]:
        families = {verb.id: verb.family for verb in self.graph.graph["dataset"].vocabulary.verbs.values()}
        for direction in _DIRECTIONS:
            met = {answer.line["verb"] for answer in self._answer(actor, direction, ANY, everything=True)}
            for verb in self.verbs:
                direct = self._answer(actor, direction, verb)
                beside = families.get(verb) == STRUCTURE and self._answer(actor, direction, verb, everything=True)
                if verb in met or beside or (verb == ANY and met):
                    every = self._answer(actor, direction, verb, depth=None)
                    then = (
                        self._answer(actor, direction, verb, changes=True).changes or (),
                        self._answer(actor, direction, verb, depth=None, changes=True).changes or (),
                    )
                else:  # what no line says at one step, of any status and date, none says at more or at another date
                    every, then = direct, ((), ())
                yield (direction, verb), Asked(actor, direction, verb, direct, every, *then)

    def _answer(self, actor: str, direction: Direction, verb: str, **given: Any) -> Answers:
        if direction == "in":
            return who(self.graph, verb, actor, **given)
        return whom(self.graph, actor, verb, **given)


def _sign(answers: Answers) -> object:
    """Give what tells one answer from another: its lines as they answer, or why none does."""
    told = tuple((a.line["id"], a.source, a.target, a.via, a.holds, tuple(a.path)) for a in answers)
    return told, answers.silence and answers.silence.code


def lay_out_answers(
    edition: Edition, here: str, answers: Answers, name: str, questions: Questions | None = None
) -> list[Any]:
    """Lay out an answer: the sentences that it makes or why nobody does, its table, what was left out.

    With `questions`, what draws it, its diagram is among them.
    """
    lang = edition.lang
    blocks: list[Any] = []
    if answers.silence:
        blocks.append((Words(edition.say(f"silence_{answers.silence.code}"), "silence"),))
        near: Sequence[Near] = answers.silence.near
        heading = edition.say("near")
    else:
        told = tell_answers(replace(answers, left_out=()), lang).splitlines()
        blocks += [(Words(sentence, "said"),) for sentence in told]
        blocks.append(_build_table(edition, here, answers, name))
        blocks += [questions.draw(answers, lang, name)] if questions else []
        near = [each for each in answers.left_out if each.reason != "negative"][:MOST_TOLD]
        heading = edition.say("not_among_them")
    if near:
        told_near = "; ".join(_word_near(edition, each) for each in near)
        blocks.append((Words(f"{edition.title(heading)}: {told_near}.", "aside"),))
    # how an option would bring them in is for those who type commands
    if left_out := word_left_out(answers.omitted, lang).removesuffix(f" ({edition.say('lift')})"):
        blocks.append((Words(f"{edition.title(left_out)}.", "aside"),))
    if denied := [each for each in answers.left_out if each.reason == "negative"]:
        told_not = "; ".join(_word_near(edition, each) for each in denied)
        blocks.append((Words(f"{edition.title(told_not)}.", "aside"),))
    return blocks


def _word_near(edition: Edition, near: Near) -> str:
    return word_near(edition.graph, near, edition.lang).removesuffix(f" ({near.line['record']})")


def _build_table(edition: Edition, here: str, answers: Answers, name: str) -> Table:
    graph, lang = edition.graph, edition.lang
    rows = build_answer_rows(graph, answers, lang)
    columns = [column for column in rows[0] if column == edition.say("evidence") or any(row[column] for row in rows)]
    cells = tuple(
        (
            *(_link_cell(edition, here, answer, column, row[column]) for column in columns),
            (edition.link_fact(here, answer.line["record"]),),
        )
        for answer, row in zip(answers, rows, strict=True)
    )
    return Table(name, "", (*columns, edition.say("site_record")), cells)


def _link_cell(edition: Edition, here: str, answer: Answer, column: str, text: str) -> Spans:
    ends = {edition.say("holder"): answer.source, edition.say("receiver"): answer.target}
    if ends.get(column):
        return (edition.link_record(here, ends[column], text),)
    if column == edition.say("evidence"):
        return edition.quote(build_evidence(edition.graph, answer.line["record"]))
    return (Words(text),)


def build_answer_page(edition: Edition, asked: Asked, questions: Questions) -> tuple[str, dict[str, Any]]:
    """Build the page of a question that somebody answers, at some date: directly, over all steps, over time."""
    graph, lang = edition.graph, edition.lang
    here = place_answer(lang, asked.actor, asked.direction, asked.verb)
    blocks = lay_out_answers(edition, here, asked.direct, "direct", questions)
    sections = [Section("direct", edition.title(edition.say("site_direct")), tuple(blocks))]
    if list(asked.every) != list(asked.direct):
        blocks = lay_out_answers(edition, here, asked.every, "every", questions)
        sections.append(Section("every", edition.title(edition.say("site_every")), tuple(blocks)))
    if len(asked.direct_then) > 1:
        sections.append(Section("then", edition.say("site_then"), (_build_times(edition, here, asked),)))
    title = edition.title(word_question(graph, asked.direct.question, lang))
    actor = edition.place(asked.actor) or ""
    back = Link(name_actor(graph, asked.actor, lang), link(here, actor))
    form = f"actor={asked.actor}&verb={asked.verb}&direction={asked.direction}"
    more = Link(edition.say("site_ask_more"), link(here, f"{lang}/ask.html", form))
    lead = ((back, Words(" · "), more),)
    return here, edition.frame(here, title, lead=lead, sections=sections, kind=edition.say("site_answer"))


def _build_times(edition: Edition, here: str, asked: Asked) -> Table:
    rows = []
    for change in asked.direct_then:
        if change.answers:
            told: list[Any] = []
            for answer in change.answers:
                other = answer.source if asked.direction == "in" else answer.target
                held = f" ({edition.say('possibly')})" if answer.holds == "possibly" else ""
                told += [Words("; ")] if told else []
                told += [edition.link_actor(here, other), Words(held)]
            cell: Spans = tuple(told)
        else:
            cell = (Words(edition.say(f"silence_{change.silence}"), "silence"),)
        rows.append(((Words(_word_span(change.begins, change.ends)),), cell))
    return Table("times", "", (edition.say("site_when"), edition.say("answers")), tuple(rows))


def _word_span(begins: date | None, ends: date | None) -> str:
    first, last = (day.isoformat() if day else "" for day in (begins, ends))
    return f"{first or '…'} – {last or '…'}"


# -- the data of the form ----------------------------------------------------------------------------------------------


def build_asked_data(edition: Edition, actor: str, questions: Questions) -> dict[str, Any]:
    """Build what the form needs of one actor: every question with its answers by step and date, each answer once.

    `questions` is direction → verb → `{"title", "direct", "every", "page", "then"}`: `direct` and `every` are places in
    `answers`, `then` has a row a stretch of time, `[first day, last day, direct, every]`. An answer is `{"said",
    "silence", "columns", "rows", "svg", "aside"}`, a cell of a row a list of `{"text", "href"}`.
    """
    here = place_page(edition.lang, "ask")
    places: dict[object, int] = {}
    kept: list[dict[str, Any]] = []

    def keep(answers: Answers) -> int:
        beside = tuple((near.line["id"], near.reason) for near in answers.left_out)
        near = tuple((each.line["id"], each.reason) for each in (answers.silence.near if answers.silence else ()))
        place = places.setdefault((_sign(answers), beside, near), len(kept))
        if place == len(kept):
            kept.append(_build_answer(edition, here, answers, questions))
        return place

    found: dict[str, dict[str, Any]] = {direction: {} for direction in _DIRECTIONS}
    for (direction, verb), asked in questions.about(actor).items():
        title = edition.title(word_question(edition.graph, asked.direct.question, edition.lang))
        entry: dict[str, Any] = {"title": title, "direct": keep(asked.direct), "every": keep(asked.every)}
        if not asked.is_silent:
            entry["page"] = link(here, place_answer(edition.lang, actor, direction, verb))
        stretches = list(_list_stretches(asked)) if asked.direct_then else []
        if len(stretches) > 1:
            entry["then"] = [[*days, keep(direct), keep(every)] for days, direct, every in stretches]
        found[direction][verb] = entry
    return {"actor": actor, "questions": found, "answers": kept}


def _build_answer(edition: Edition, here: str, answers: Answers, questions: Questions) -> dict[str, Any]:
    blocks = lay_out_answers(edition, here, answers, "answer", questions)
    table = next((block for block in blocks if isinstance(block, Table)), None)
    drawing = next((block for block in blocks if isinstance(block, Drawing)), None)
    texts = [block[0] for block in blocks if isinstance(block, tuple)]
    return {
        "said": [words.text for words in texts if words.look == "said"],
        "silence": next((words.text for words in texts if words.look == "silence"), ""),
        "columns": table.columns if table else [],
        "rows": [[[_build_span(span) for span in cell] for cell in row] for row in table.rows] if table else [],
        "svg": drawing.svg if drawing else "",
        "aside": [words.text for words in texts if words.look == "aside"],
    }


def _build_span(span: Words | Link | Cue) -> dict[str, str]:
    if isinstance(span, Link):
        return {"text": span.text, "href": span.href}
    return {"text": f"”{span.text}”" if isinstance(span, Cue) else span.text}


def _list_stretches(asked: Asked) -> Iterator[tuple[list[str], Answers, Answers]]:
    """List the stretches in which neither answer changes: first and last day ("": not bounded), and both answers."""
    bounds = sorted({change.begins for change in (*asked.direct_then, *asked.every_then) if change.begins})
    for begins, ends in zip([None, *bounds], [*bounds, None], strict=True):
        last = ends - timedelta(days=1) if ends else None
        days = [day.isoformat() if day else "" for day in (begins, last)]
        yield (
            days,
            _answer_then(asked.direct, asked.direct_then, begins),
            _answer_then(asked.every, asked.every_then, begins),
        )


def _answer_then(answers: Answers, changes: Sequence[Change], day: date | None) -> Answers:
    """Give what answers in the stretch that begins on a day, or from the first on, as an answer of its own."""
    change = [each for each in changes if each.begins is None or (day and each.begins <= day)][-1]
    silence = None if change.answers else Silence(change.silence or "not_stated", ())
    nothing = dict.fromkeys(answers.omitted, 0)
    return replace(answers, answers=change.answers, silence=silence, left_out=(), omitted=nothing)
