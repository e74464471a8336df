"""The graph → answers: who stands behind a line to an actor, whom an actor's lines reach, and what silence means.

Groups are never expanded in the graph. What a line coded at a group means for a member follows from how it applies
(`each`, `jointly`, `pairs`): the table of groups in the model's design, one function a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from govgraph import dates
from govgraph.answers import Answer, Answers, Direction, Near, Question, Silence
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import Graph, Line, build_denial, build_statement, read_validity
from govgraph.names import find_about, find_actor
from govgraph.vocabulary import STRUCTURE, fold

__all__ = ["find_lines", "read_at", "who", "whom"]

STATUSES = ("adopted", "proposed", "planned", "former")
OMITTED = ("proposed", "planned", "former", "practice", "other_date", "of_kind", "negative")
MOST_NEAR = 5
GOVERNS = "governs"
DECIDES = "decides"
LEADS = "leads"


def who(
    graph: Graph,
    verb: str,
    actor: str | None = None,
    *,
    about: str | None = None,
    at: str | None = None,
    status: Sequence[str] = ("adopted",),
    everything: bool = False,
    rules_only: bool = False,
    expand: bool = False,
    case: str | None = None,
) -> Answers:
    """Answer who stands at the holder's end of lines to an actor: "who informs PKD".

    Parameters
    ----------
    verb
        Id, label or inverse label of a verb in either language, a family, or `any` (all but structure). An inverse
        label turns the question round. Without `actor`, the aim of a mandate: "who decides".
    actor
        Global id, abbreviation, name, former name or variant; a local id with `case`.
    about
        With an aim: only mandates about this topic or instrument.
    at
        EDTF date or span; default: each case's own period.
    status
        Which statuses count.
    everything
        Lift status, mode and date.
    rules_only
        Leave reported practice out.
    expand
        One row for each named member of a group, where the line applies to each.
    case
        Narrow to one case.

    Returns
    -------
    Answers
        Lines that hold *yes* or *possibly*; direct ones, distance 1.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        No such verb, actor or case, or several.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> [answer.source for answer in who(load_graph(), "prepares_for", "PKD")]
    ['vasterbotten.pkd-au']
    """
    question = _build_question(
        graph, verb, actor, "in", about=about, at=at, status=status,
        everything=everything, rules_only=rules_only, expand=expand, case=case,
    )  # fmt: skip
    return _answer(graph, question)


def whom(
    graph: Graph,
    actor: str,
    verb: str,
    *,
    at: str | None = None,
    status: Sequence[str] = ("adopted",),
    everything: bool = False,
    rules_only: bool = False,
    expand: bool = False,
    case: str | None = None,
) -> Answers:
    """Answer whom an actor's lines reach: "whom PKD recommends_to". Parameters, result and errors as `who`."""
    question = _build_question(
        graph, verb, actor, "out", at=at, status=status,
        everything=everything, rules_only=rules_only, expand=expand, case=case,
    )  # fmt: skip
    return _answer(graph, question)


def find_lines(graph: Graph, actor: str, direction: Direction, *, at: str | None = None) -> list[Answer]:
    """Find every line that ends at an actor (`in`) or begins there (`out`), also through its groups, of any status.

    Parameters
    ----------
    actor
        Global id.
    at
        Only lines that hold, or possibly hold, then; default: all, each judged in its case's own period.
    """
    verbs = frozenset(graph.graph["dataset"].vocabulary.verbs)
    question = Question("any", verbs, direction, actor, at=at, status=STATUSES, everything=at is None)
    end = "target" if direction == "in" else "source"
    return [
        answer for answer in _answer(graph, question) if getattr(answer, end) == actor or actor in answer.line["with"]
    ]


def read_at(at: str) -> dates.Period:
    """Read the date of a question; UsageError where it is none."""
    try:
        return dates.read_period(at)
    except ValueError as err:
        raise UsageError(f"at {at!r}: {err}") from err


def _build_question(
    graph: Graph, verb: str, actor: str | None, direction: Direction,
    *, status: Sequence[str], case: str | None, about: str | None = None,
    at: str | None, everything: bool, rules_only: bool, expand: bool,
) -> Question:  # fmt: skip
    dataset: Dataset = graph.graph["dataset"]
    if at is not None:
        read_at(at)
    for item in status:
        if item not in STATUSES:
            raise UsageError(f"no status {item!r}; one of {', '.join(STATUSES)}")
    if case is not None:
        dataset.case_of(case)
    statuses = STATUSES if everything else tuple(s for s in STATUSES if s in status)
    ask = partial(
        Question, at=at, status=statuses, case=case, expand=expand,
        rules_only=rules_only, everything=everything, about=about,
    )  # fmt: skip
    if actor is None:
        aim = dataset.vocabulary.find_aim(verb)
        if aim is None:
            aim = _find_aim_verb(dataset, verb)
        return ask(aim, frozenset({aim}), direction, None)
    verb_id, verbs, turned = _find_asked(dataset, verb, actor, direction)
    case_id, local = find_actor(dataset, actor, case=case)
    if turned:
        direction = "out" if direction == "in" else "in"
    return ask(verb_id, verbs, direction, f"{case_id}.{local}")


def _find_asked(dataset: Dataset, verb: str, actor: str, direction: Direction) -> tuple[str, frozenset[str], bool]:
    """Find the verb asked for; where it is none, say what the words could have meant."""
    words = dataset.vocabulary
    try:
        return words.find_verbs(verb)
    except UnknownNameError:
        if (aim := words.find_aim(verb)) is not None:
            text = f"{verb!r} is an aim without counterpart; ask it alone, as in: who {aim}"
            raise UsageError(text) from None
        if fold(actor) in map(fold, words.name_verbs()):
            order = f"who {actor} {verb}" if direction == "in" else f"whom {verb} {actor}"
            raise UsageError(f"no verb {verb!r}, and {actor!r} is one; write: {order}") from None
        raise


def _find_aim_verb(dataset: Dataset, name: str) -> str:
    words = dataset.vocabulary
    try:
        verb, verbs, turned = words.find_verbs(name)
    except UnknownNameError as err:
        raise UnknownNameError("aim or verb", name, [*words.aims, *words.verbs]) from err
    if len(verbs) > 1 or turned:
        raise UsageError(f"{name!r} asks about an actor; name the actor too, as in: who {name} PKD")
    return verb


# -- one line, one actor: does it match, and as what -------------------------------------------------------------


def _answer(graph: Graph, question: Question) -> Answers:
    candidates = _find_aims(graph, question) if question.actor is None else _find_candidates(graph, question)
    found: list[Answer] = []
    left_out: list[Near] = []
    for candidate, unfit in candidates:
        reason = _find_reason(graph, question, candidate.line) or unfit
        if reason:
            left_out.append(Near(candidate.line, reason))
        else:
            found.append(candidate)
    omitted = dict.fromkeys(OMITTED, 0)
    for _, key in sorted(
        {(near.line["id"], "other_date" if near.reason == "not_covered" else near.reason) for near in left_out}
    ):
        if key in omitted:
            omitted[key] += 1
    answers = tuple(sorted(found, key=_order_answer))
    silence = None if answers else _find_silence(graph, question, left_out)
    denied = tuple(dict.fromkeys(near.line["record"] for near in left_out if near.reason == "negative"))
    return Answers(question, answers, omitted, silence, graph, denied)


def _order_answer(answer: Answer) -> tuple[object, ...]:
    return (answer.distance, answer.source, answer.target or "", answer.line["verb"], answer.line["id"])


def _find_candidates(graph: Graph, question: Question) -> Iterator[tuple[Answer, str | None]]:
    """Find every line of the verbs asked that touches the actor, or a group that it belongs to, at the end asked.

    Yields each as an answer, with the reason where the way it applies leaves the actor out.
    """
    assert question.actor is not None
    case, local = _split(graph, question.actor)
    reach = [question.actor, *(f"{case.id}.{group}" for group in case.counted_in.get(local, ()))]
    seen: set[str] = set()
    for place in reach:
        for line, direction in _find_touching(graph, question, place):
            if line["id"] in seen:
                continue
            seen.add(line["id"])
            yield from _apply(graph, case, question, line, place, direction)


def _find_touching(graph: Graph, question: Question, place: str) -> Iterator[tuple[Line, Direction]]:
    verbs = graph.graph["dataset"].vocabulary.verbs
    other: Direction = "in" if question.direction == "out" else "out"
    negatives: list[Line] = graph.graph["negatives"]
    for direction in (question.direction, other):
        ends = graph.in_edges(place, data=True) if direction == "in" else graph.out_edges(place, data=True)
        end = "to" if direction == "in" else "from"
        joint: list[Line] = graph.graph["joint"].get(place, []) if direction == "out" else []
        for line in [*(line for *_, line in ends), *joint, *(line for line in negatives if line[end] == place)]:
            if line["verb"] in question.verbs and (direction == question.direction or verbs[line["verb"]].symmetric):
                yield line, direction


def _apply(
    graph: Graph, case: CaseData, question: Question, line: Line, place: str, direction: Direction
) -> Iterator[tuple[Answer, str | None]]:
    """Say what a line at `place` means for the actor asked: the table of groups."""
    near, far = ("to", "from") if direction == "in" else ("from", "to")
    holds = _find_holds(graph, question, line)
    negative = line["negative"] or line["deontic"] == "may_not"
    member = None if place == question.actor else question.actor
    if member:
        holds = _limit_to_life(case, question, member, holds)
    as_coded = _build_answer(line, line[far], line[near], None, direction, holds)
    if member and holds == "no":
        yield as_coded, "other_date"
        return
    if negative:
        yield as_coded, "negative"
    elif member is None:
        yield from ((answer, None) for answer in _expand(case, question, as_coded, direction, None))
    elif place in line["with"]:
        yield as_coded, "jointly"
    elif line["pairs"] == "class":
        yield as_coded, "of_kind"
    elif line["extent"] == "further":
        yield as_coded, "further"
    elif line["pairs"] == "own":
        for partner in _find_partners(case, member, line[far]):
            yield _build_answer(line, partner, member, place, direction, holds), None
    elif line["holder_as" if near == "from" else "toward_as"] == "each":
        answer = _build_answer(line, line[far], member, place, direction, _weaken(holds, line))
        yield from ((found, None) for found in _expand(case, question, answer, direction, member))
    else:
        yield as_coded, "jointly"


def _limit_to_life(case: CaseData, question: Question, member: str, holds: dates.Holds) -> dates.Holds:
    """Let what is said of a group hold for a member no longer than the member itself is stated to exist."""
    actor = case.actors[member.removeprefix(f"{case.id}.")]
    if actor.valid is None or question.everything:
        return holds
    lives = case.validity_of(actor).holds(_read_asked(case, question))
    return lives if holds == "yes" or lives == "no" else holds


def _build_answer(line: Line, far: str, near: str, via: str | None, direction: Direction, holds: dates.Holds) -> Answer:
    source, target = (far, near) if direction == "in" else (near, far)
    return Answer(line, source, target, holds, via)


def _expand(
    case: CaseData, question: Question, answer: Answer, direction: Direction, member: str | None
) -> Iterator[Answer]:
    """Give one row for each named member of the ends that apply to each; the end of a member asked about stays."""
    line = answer.line
    if not question.expand:
        yield answer
        return
    if line["pairs"] == "own":
        pairs = [
            (holder, partner)
            for holder in _name_members(case, line["from"])
            for partner in _find_partners(case, holder, line["to"])
        ]
        yield from (replace(answer, source=a, target=b, via=line["from"]) for a, b in pairs)
        if pairs:
            return
    sources = [answer.source] if direction == "out" and member else _spread(case, line, "from")
    targets = [answer.target] if direction == "in" and member else _spread(case, line, "to")
    each_other = line["from"] == line["to"]
    for source in sources:
        for target in targets:
            if each_other and source == target:
                continue
            spread = source != answer.source or target != answer.target
            far = line["from"] if source != answer.source else line["to"] if target != answer.target else None
            holds = _weaken(answer.holds, line) if spread else answer.holds
            yield replace(answer, source=source, target=target, via=answer.via or far, holds=holds)


def _spread(case: CaseData, line: Line, end: str) -> list[str]:
    applies = line["holder_as" if end == "from" else "toward_as"]
    if applies != "each" or line["extent"] == "further":
        return [line[end]]
    return _name_members(case, line[end]) or [line[end]]


def _name_members(case: CaseData, actor: str) -> list[str]:
    local = actor.removeprefix(f"{case.id}.")
    return [f"{case.id}.{name}" for name in case.members_of(local)] if case.is_group(local) else []


def _find_partners(case: CaseData, member: str, group: str) -> list[str]:
    """Find the members of a group that a member of another is attached to, or that are attached to it."""
    own = case.actors[member.removeprefix(f"{case.id}.")]
    found = []
    for partner in _name_members(case, group):
        other = case.actors[partner.removeprefix(f"{case.id}.")]
        if other.id in {own.attached_to, own.part_of, own.of} or own.id in {other.attached_to, other.part_of, other.of}:
            found.append(partner)
    return found


def _weaken(holds: dates.Holds, line: Line) -> dates.Holds:
    """Weaken what is said of most or some members to *possibly* for each."""
    return "possibly" if holds == "yes" and line["extent"] in {"most", "some"} else holds


def _read_asked(case: CaseData, question: Question) -> dates.Period:
    """Read the date asked for; where none is, the case's own period."""
    return read_at(question.at) if question.at else case.period


def _find_holds(graph: Graph, question: Question, line: Line) -> dates.Holds:
    case = graph.graph["dataset"].cases[line["case"]]
    holds = read_validity(graph, line).holds(_read_asked(case, question))
    return "possibly" if holds == "yes" and line["any"] else holds


def _find_reason(graph: Graph, question: Question, line: Line) -> str | None:
    """Say why the defaults or options leave a line out; None where they do not. The order is the contract's."""
    if line["status"] not in question.status:
        return str(line["status"])
    if question.rules_only and line["mode"] == "practice":
        return "practice"
    if not question.everything:
        holds = _find_holds(graph, question, line)
        if holds in {"no", "not_covered"}:
            return "other_date" if holds == "no" else "not_covered"
    return None


def _split(graph: Graph, actor: str) -> tuple[CaseData, str]:
    case_id, _, local = actor.partition(".")
    return graph.graph["dataset"].cases[case_id], local


# -- aims without counterpart --------------------------------------------------------------------------------------


def _find_aims(graph: Graph, question: Question) -> Iterator[tuple[Answer, str | None]]:
    dataset: Dataset = graph.graph["dataset"]
    about = _find_about(dataset, question)
    for case in dataset.cases.values():
        if question.case not in (None, case.id):
            continue
        if DECIDES in question.verbs and about is None:
            yield from _deny_deciding(case)
        for mandate in case.mandates.values():
            if mandate.aim not in question.verbs or (about is not None and about.isdisjoint(_ids(case, mandate.about))):
                continue
            for holder in mandate.holder:
                for toward in mandate.toward or (None,):
                    line = build_statement(case, mandate, holder, toward)
                    answer = Answer(line, line["from"], line["to"], _find_holds(graph, question, line))
                    yield answer, "negative" if line["negative"] or mandate.deontic == "may_not" else None


def _deny_deciding(case: CaseData) -> Iterator[tuple[Answer, str | None]]:
    """Read "no formal organ" as what it is: a negative statement about deciding."""
    for actor in case.actors.values():
        if actor.formal is False:
            line = build_denial(case, actor, DECIDES)
            yield Answer(line, line["from"], None, "no"), "negative"


def _find_about(dataset: Dataset, question: Question) -> set[str] | None:
    if question.about is None:
        return None
    return find_about(dataset, question.about, case=question.case)


def _ids(case: CaseData, names: Sequence[str]) -> set[str]:
    return {f"{case.id}.{name}" for name in names}


# -- silence -------------------------------------------------------------------------------------------------------

_PRECEDENCE = (
    ("practice", "practice"), ("proposed", "proposed"), ("planned", "proposed"), ("negative", "stated_not"),
    ("of_kind", "of_kind"), ("former", "former"), ("other_date", "other_date"), ("not_covered", "not_covered"),
)  # fmt: skip


def _find_silence(graph: Graph, question: Question, left_out: Sequence[Near]) -> Silence:
    reasons = {near.reason for near in left_out}
    code = next((state for reason, state in _PRECEDENCE if reason in reasons), "not_stated")
    near = sorted({n.line["id"]: n for n in left_out}.values(), key=lambda n: n.line["id"])
    if question.actor is not None and question.direction == "in" and GOVERNS in question.verbs:
        near = [*_find_instruments(graph, question.actor), *near]
    if question.actor is not None and question.direction == "in" and LEADS in question.verbs:
        near = [*_find_chairs(graph, question.actor), *near]
    if question.actor is not None and len(near) < MOST_NEAR:
        near += _find_other_verbs(graph, question, {n.line["id"] for n in near})
    return Silence(code, tuple(near[:MOST_NEAR]))


def _find_instruments(graph: Graph, actor: str) -> list[Near]:
    """Find the documents that govern an actor or a group that it belongs to: no lines, and yet not silence."""
    case, local = _split(graph, actor)
    places = {local, *case.groups_of.get(local, ())}
    return [
        Near(
            {"id": None, "verb": GOVERNS, "from": full, "to": actor, "record": full, "status": instrument.status},
            "instrument",
        )
        for instrument in case.instruments.values()
        if places & set(instrument.governs) and (full := f"{case.id}.{instrument.id}")
    ]


def _find_chairs(graph: Graph, actor: str) -> list[Near]:
    """Find the seats of an organ's chairs: no line, as to chair is not said to be to lead, and yet not silence."""
    case, local = _split(graph, actor)
    return [
        Near(
            {
                "id": None, "verb": LEADS, "from": f"{case.id}.{holder}", "to": actor, "record": f"{case.id}.{seat.id}",
                "status": seat.status,
            },
            "chair_seat",
        )
        for seat in case.seats_of(local)
        if seat.kind == "chair" and not seat.negative
        for holder in (seat.role or filter(None, [seat.drawn_from]))
    ]  # fmt: skip


def _find_other_verbs(graph: Graph, question: Question, known: set[str]) -> list[Near]:
    """Find lines at the same end of the actor that another verb says: same family first."""
    words = graph.graph["dataset"].vocabulary
    assert question.actor is not None
    families = {words.verbs[verb].family for verb in question.verbs}
    others = frozenset(verb.id for verb in words.verbs.values() if verb.family != STRUCTURE)
    candidates = _find_candidates(graph, replace(question, verbs=others, expand=False))
    lines = [
        a.line
        for a, reason in candidates
        if reason is None and a.line["id"] not in known and a.line["status"] == "adopted"
    ]
    lines.sort(key=lambda line: (line["family"] not in families, line["id"]))
    return [Near(line, "other_verb") for line in lines]
