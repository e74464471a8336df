"""A question that nothing answers → what its silence means, and the nearest statements that were left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from govgraph.cases import CaseData
from govgraph.lines import Line, build_statement
from govgraph.questions import Direction, Near, Question, Silence
from govgraph.records import UNSPECIFIED, Mandate
from govgraph.vocabulary import STRUCTURE
from govgraph.walk import View, find_answers

__all__ = ["MOST_NEAR", "find_silence", "find_state", "name_silence", "sort_left_out"]

MOST_NEAR = 5
_PRECEDENCE = (
    ("practice", "practice"), ("proposed", "proposed"), ("planned", "proposed"), ("negative", "stated_not"),
    ("of_kind", "of_kind"), ("former", "former"), ("other_date", "other_date"), ("not_covered", "not_covered"),
    ("unspecified", "unspecified"), ("jointly", None), ("further", None),
)  # fmt: skip
_ORDER = {reason: place for place, (reason, _) in enumerate(_PRECEDENCE)}


def find_silence(view: View, left_out: Sequence[Near]) -> Silence:
    """Say which silence it is that a question is not answered, and name at most five statements that come near.

    The state is the first that applies in the table of silences. Nearest is what was left out of the answer itself;
    then what is said without a receiver or by documents and seats, which are no lines; then what other verbs say.
    """
    near = _find_beside(view, left_out)
    code = name_silence(near)
    if view.question.actor is not None and len(near) < MOST_NEAR:
        known = {each.line["id"] for each in near}
        near += (each for each in _find_other_verbs(view) if each.line["id"] not in known)
    return Silence(code, tuple(near[:MOST_NEAR]))


def find_state(view: View, left_out: Sequence[Near]) -> str:
    """Say which silence it is that a question is not answered, and no more."""
    return name_silence(_find_beside(view, left_out))


def _find_beside(view: View, left_out: Sequence[Near]) -> list[Near]:
    return [*sort_left_out(left_out), *(found for find in _BESIDE for found in find(view))]


def name_silence(near: Sequence[Near]) -> str:
    """Name the state that the reasons of what was left out amount to: the first in the table of silences."""
    reasons = {each.reason for each in near}
    return next((state for reason, state in _PRECEDENCE if state and reason in reasons), "not_stated")


def sort_left_out(left_out: Sequence[Near]) -> list[Near]:
    """Order what was left out by the reason, in the order of the silences, then by line; each line once."""
    first: dict[str, Near] = {}
    for near in sorted(left_out, key=lambda near: (_ORDER.get(near.reason, len(_ORDER)), near.line["id"])):
        first.setdefault(near.line["id"], near)
    return list(first.values())


# -- what is no line and yet not silence ---------------------------------------------------------------------------


def _find_unaddressed(view: View) -> Iterator[Near]:
    """Find what an actor does toward nobody who is stated; asked for holders, what anyone of the case does so.

    What others do toward an unstated receiver may or may not be toward this one: it is near, and no more.
    """
    question = view.question
    if question.actor is None or len(question.verbs) > 1:  # of a family, other statements come nearer
        return
    case, local = view.split(question.actor)
    for mandate in _list_unaddressed(view, case):
        for holder in mandate.holder if mandate.aim in question.verbs else ():
            if question.direction == "in" and UNSPECIFIED in mandate.toward:
                near = Near(build_statement(case, mandate, holder, UNSPECIFIED), "unspecified_receiver")
            elif question.direction == "out" and not mandate.toward and holder == local:
                near = Near(build_statement(case, mandate, holder, None), "unspecified")
            else:
                continue
            if view.judge(near.line)[0] is None:
                yield near


def _list_unaddressed(view: View, case: CaseData) -> list[Mandate]:
    """List the mandates of a case that name no receiver, and deny nothing; worked out once for each dataset."""
    key = ("unaddressed", case.id)
    if key not in view.dataset.indexes:
        view.dataset.indexes[key] = [
            mandate
            for mandate in case.mandates.values()
            if (not mandate.toward or UNSPECIFIED in mandate.toward)
            and not (mandate.negative or mandate.deontic == "may_not")
        ]
    found: list[Mandate] = view.dataset.indexes[key]
    return found


def _find_instruments(view: View) -> Iterator[Near]:
    """Find the documents that govern an actor or a group that it belongs to."""
    question = view.question
    if question.actor is None or question.direction == "out" or "governs" not in question.verbs:
        return
    case, local = view.split(question.actor)
    places = {local, *case.groups_of.get(local, ())}
    for instrument in case.instruments.values():
        if places & set(instrument.governs):
            yield _build_beside(case, "governs", instrument.id, local, instrument.id, instrument.status, "instrument")


def _find_adopters(view: View) -> Iterator[Near]:
    """Find who adopts a document that is named: that stands in the document, not in a mandate."""
    if view.question.actor is not None or "adopts" not in view.question.verbs:
        return
    for case in view.dataset.cases.values():
        for instrument in case.instruments.values() if view.question.case in (None, case.id) else ():
            for adopter in instrument.adopted_by:
                yield _build_beside(
                    case, "adopts", adopter, instrument.id, instrument.id, instrument.status, "adopted_by"
                )


def _find_chairs(view: View) -> Iterator[Near]:
    """Find the seats of an organ's chairs: to chair is not said to be to lead."""
    question = view.question
    if question.actor is None or question.direction == "out" or "leads" not in question.verbs:
        return
    case, local = view.split(question.actor)
    for seat in case.seats_of(local):
        if seat.kind == "chair" and not seat.negative:
            for holder in seat.role or filter(None, [seat.drawn_from]):
                yield _build_beside(case, "leads", holder, local, seat.id, seat.status, "chair_seat")


def _build_beside(case: CaseData, verb: str, holder: str, toward: str, record: str, status: str, reason: str) -> Near:
    ends = {"from": f"{case.id}.{holder}", "to": f"{case.id}.{toward}"}
    return Near({"id": None, "verb": verb, **ends, "record": f"{case.id}.{record}", "status": status}, reason)


_BESIDE: tuple[Callable[[View], Iterator[Near]], ...] = (
    _find_instruments, _find_chairs, _find_adopters, _find_unaddressed,
)  # fmt: skip


def _find_other_verbs(view: View) -> list[Near]:
    """Find lines that pass the same filters at the same end of the actor and that another verb says."""
    question = view.question
    assert question.actor is not None
    words = view.dataset.vocabulary
    families = {words.verbs[verb].family for verb in question.verbs}
    others = frozenset(verb.id for verb in words.verbs.values() if verb.family != STRUCTURE) - question.verbs
    turned = frozenset(filter(None, (words.verbs[verb].converse for verb in question.verbs)))
    ends: tuple[tuple[frozenset[str], Direction], ...] = (
        (others, question.direction), (turned, "out" if question.direction == "in" else "in"),
    )  # fmt: skip
    found = []
    for verbs, direction in ends:
        asked: Question = replace(question, verbs=verbs, words=None, depth=1, expand=False)
        found += find_answers(View(view.graph, asked), question.actor, direction)[0] if verbs else []
    lines: dict[str, Line] = {answer.line["id"]: answer.line for answer in found}
    ordered = sorted(lines.values(), key=lambda line: (line["family"] not in families, line["id"]))
    return [Near(line, "other_verb") for line in ordered]
