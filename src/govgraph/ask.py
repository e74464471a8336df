"""The graph → answers: who stands behind a line, whom an actor's lines reach, by what path, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from govgraph import dates
from govgraph.answers import Answers, Paths
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import Graph, read_validity
from govgraph.lines import Line, build_denial, build_statement, is_denied
from govgraph.names import find_about, find_actor
from govgraph.near import MOST_NEAR, find_silence, name_silence, sort_left_out
from govgraph.questions import Answer, Change, Direction, Hop, Near, Path, Question, Silence
from govgraph.shapes import STATUSES, Text
from govgraph.vocabulary import OTHER, fold
from govgraph.walk import HOLDS, View, find_answers, find_met, find_paths, find_shortest

__all__ = ["find_changes", "find_lines", "list_bounds", "path", "read_at", "who", "whom"]

OMITTED = ("proposed", "planned", "former", "practice", "other_date", "of_kind", "negative")
DECIDES = "decides"
MOST_STEPS = 6  # of every path from one actor to another, unless told otherwise: there are many


def who(
    graph: Graph,
    verb: str,
    actor: str | None = None,
    *,
    about: str | None = None,
    at: str | None = None,
    depth: int | None = 1,
    status: Sequence[str] = ("adopted",),
    everything: bool = False,
    rules_only: bool = False,
    expand: bool = False,
    changes: bool = False,
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
        With an aim: only mandates about this topic or instrument, what is in a list or part of a topic included.
    at
        EDTF date or span; default: each case's own period.
    depth
        The number of steps: 2 also asks who informs those who inform. None asks for all steps.
    status
        Which statuses count.
    everything
        Lift status, mode and date.
    rules_only
        Leave reported practice out.
    expand
        One row for each named member of a group, where the line applies to each.
    changes
        Also find the days on which the answer changes, over all time.
    case
        Narrow to one case.

    Returns
    -------
    Answers
        Lines that hold *yes* or *possibly*, ordered by distance, holder, receiver, verb and line. A line further away
        comes with its path; the validities along a path share a time.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        No such verb, actor or case, or several.
    UsageError
        A date, status or depth that is none, or options that do not go together.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> [answer.source for answer in who(load_graph(), "prepares_for", "PKD")]
    ['vasterbotten.pkd-au']
    """
    question = _build_question(
        graph, verb, actor, "in", about=about, at=at, depth=depth, status=status,
        everything=everything, rules_only=rules_only, expand=expand, case=case,
    )  # fmt: skip
    return _answer(graph, question, changes=changes)


def whom(
    graph: Graph,
    actor: str,
    verb: str,
    *,
    at: str | None = None,
    depth: int | None = 1,
    status: Sequence[str] = ("adopted",),
    everything: bool = False,
    rules_only: bool = False,
    expand: bool = False,
    changes: bool = False,
    case: str | None = None,
) -> Answers:
    """Answer whom an actor's lines reach: "whom PKD recommends_to". Parameters, result and errors as `who`.

    >>> from govgraph import load_graph
    >>> [answer.path for answer in whom(load_graph(), "PKD AU", "preparation", depth=2)][-1]
    ['vasterbotten.pkd-au', 'vasterbotten.pkd', 'vasterbotten.region']
    """
    question = _build_question(
        graph, verb, actor, "out", at=at, depth=depth, status=status,
        everything=everything, rules_only=rules_only, expand=expand, case=case,
    )  # fmt: skip
    return _answer(graph, question, changes=changes)


def path(
    graph: Graph,
    source: str,
    target: str,
    *,
    verbs: Sequence[str] | None = None,
    at: str | None = None,
    all_paths: bool = False,
    most: int | None = None,
    case: str | None = None,
) -> Paths:
    """Find the ways along lines from one actor to another: "by what path does the working committee reach the region".

    Parameters
    ----------
    source, target
        Actors, given as in `who`.
    verbs
        Only lines of these verbs or families; default: any but structure.
    at
        EDTF date or span; default: the case's own period.
    all_paths
        Every path that comes to no actor twice, not only the shortest.
    most
        The greatest number of steps; default: 6 for all paths, none for the shortest.

    Returns
    -------
    Paths
        Shortest first; of several that are equally short, all. Only adopted lines; their validities share a time. A
        statement of one or the other, of the kind or of further ones only ever ends a path.

    Raises
    ------
    UnknownNameError, AmbiguousNameError, UsageError
        As `who`; also where both ends are one actor, or lie in two cases.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> [found.ids for found in path(load_graph(), "PKD AU", "Region Västerbotten")]
    [['vasterbotten.pkd-au', 'vasterbotten.pkd', 'vasterbotten.region']]
    """
    dataset: Dataset = graph.graph["dataset"]
    if at is not None:
        read_at(at)
    if most is not None and most < 1:
        raise UsageError(f"max {most} is no number of steps; give 1 or more")
    (case_id, local), (other_id, other) = (find_actor(dataset, name, case=case) for name in (source, target))
    if (case_id, local) == (other_id, other):
        raise UsageError(f"{source!r} and {target!r} are one actor, {case_id}.{local}; name two")
    if case_id != other_id:
        raise UsageError(f"{case_id}.{local} and {other_id}.{other} are of two cases; no text speaks of both")
    wanted = [dataset.vocabulary.find_verbs(verb) for verb in (verbs or ["any"])]
    if turned := [verb for verb, _, turned in wanted if turned]:
        raise UsageError(f"a path goes along the lines; instead of an inverse label write {turned[0]!r}")
    named = wanted[0][0] if len(wanted) == 1 else "; ".join(verb for verb, *_ in wanted)
    asked = frozenset(verb for _, verbs_, _ in wanted for verb in verbs_)
    question = Question(named, asked, "out", f"{case_id}.{local}", at=at, depth=most, case=case)
    goal, view = f"{other_id}.{other}", View(graph, question)
    if all_paths:
        found = find_paths(view, f"{case_id}.{local}", goal, most=most or MOST_STEPS)
    else:
        found = find_shortest(view, f"{case_id}.{local}", goal, most=most)
    silence = None if found else _find_path_silence(view, goal)
    return Paths(question, goal, tuple(found), silence, graph, all_paths)


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


# -- what was asked ----------------------------------------------------------------------------------------------------


def _build_question(
    graph: Graph, verb: str, actor: str | None, direction: Direction,
    *, status: Sequence[str], case: str | None, depth: int | None, about: str | None = None,
    at: str | None, everything: bool, rules_only: bool, expand: bool,
) -> Question:  # fmt: skip
    dataset: Dataset = graph.graph["dataset"]
    if at is not None:
        read_at(at)
    if depth is not None and depth < 1:
        raise UsageError(f"depth {depth} is no number of steps; give 1 or more")
    for item in status:
        if item not in STATUSES:
            raise UsageError(f"no status {item!r}; one of {', '.join(STATUSES)}")
    if case is not None:
        dataset.case_of(case)
    statuses = STATUSES if everything else tuple(s for s in STATUSES if s in status)
    ask = partial(
        Question, at=at, depth=depth, status=statuses, case=case, expand=expand,
        rules_only=rules_only, everything=everything, about=about,
    )  # fmt: skip
    if actor is None:
        if depth != 1:
            raise UsageError("an aim without counterpart has no steps; name an actor, or leave the depth out")
        aim, verbs, words = _find_aim(dataset, verb)
        return ask(aim, verbs, direction, None, words=words)
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


def _find_aim(dataset: Dataset, name: str) -> tuple[str, frozenset[str], str | None]:
    """Find the aim asked for: a standard one, a verb, or the free words of a mandate."""
    words = dataset.vocabulary
    if (aim := words.find_aim(name)) is not None:
        return aim, frozenset({aim}), None
    try:
        verb, verbs, turned = words.find_verbs(name)
    except UnknownNameError as err:
        free = {fold(text): text for text in _list_free_aims(dataset)}
        if fold(name) in free:
            return OTHER, frozenset({OTHER}), fold(name)
        raise UnknownNameError("aim or verb", name, [*words.aims, *words.verbs, *free.values()]) from err
    if len(verbs) > 1 or turned:
        raise UsageError(f"{name!r} asks about an actor; name the actor too, as in: who {name} PKD")
    return verb, verbs, None


def _list_free_aims(dataset: Dataset) -> Iterator[str]:
    for case in dataset.cases.values():
        for mandate in case.mandates.values():
            if not isinstance(mandate.aim, str):
                yield from filter(None, (mandate.aim.sv, mandate.aim.en))


# -- answers -----------------------------------------------------------------------------------------------------------


def _answer(graph: Graph, question: Question, *, changes: bool = False) -> Answers:
    if changes and (question.at or question.everything):
        raise UsageError("changes are over all time; leave --at and --all out")
    view = View(graph, question)
    actor, direction = question.actor, question.direction
    found, left_out = _find_aims(view) if actor is None else find_answers(view, actor, direction)
    answers = tuple(sorted(found, key=_order_answer))
    told = {answer.line["id"] for answer in answers}
    apart = [near for near in sort_left_out(left_out) if near.line["id"] not in told]
    return Answers(
        question, answers, _count_omitted(apart), None if answers else find_silence(view, apart), graph,
        tuple(apart), tuple(find_changes(graph, question)) if changes else None,
    )  # fmt: skip


def _order_answer(answer: Answer) -> tuple[object, ...]:
    line = answer.line
    return (len(answer.hops), answer.source, answer.target or "", line["verb"], line["id"])


def _count_omitted(left_out: Iterable[Near]) -> dict[str, int]:
    omitted = dict.fromkeys(OMITTED, 0)
    for near in left_out:
        key = "other_date" if near.reason == "not_covered" else near.reason
        if key in omitted:
            omitted[key] += 1
    return omitted


def _find_aims(view: View) -> tuple[list[Answer], list[Near]]:
    """Find who holds mandates with an aim: those that answer, and those that are left out, with the reason."""
    question, found, left_out = view.question, [], []
    for line in _list_statements(view):
        reason, rank, _ = view.judge(line)
        if reason is None and is_denied(line):
            reason = "negative"
        if reason:
            left_out.append(Near(line, reason))
            continue
        spread = question.expand and line["holder_as"] == "each"
        for holder in (view.name_members(line["from"]) if spread else []) or [line["from"]]:
            via = line["from"] if holder != line["from"] else None
            hop = Hop(line, holder, line["to"], via)
            found.append(Answer(line, holder, line["to"], HOLDS[rank], via, (hop,)))
    return found, left_out


def _list_statements(view: View) -> Iterator[Line]:
    question, dataset = view.question, view.dataset
    about = find_about(dataset, question.about, case=question.case) if question.about else None
    for case in dataset.cases.values() if question.case is None else [dataset.cases[question.case]]:
        if DECIDES in question.verbs and about is None:
            # "no formal organ" is a negative statement about deciding
            yield from (build_denial(case, actor, DECIDES) for actor in case.actors.values() if actor.formal is False)
        for mandate in case.mandates.values():
            if about is not None and about.isdisjoint(_globalise(case, mandate.about)):
                continue
            for holder in mandate.holder if _aims_at(mandate.aim, question) else ():
                for toward in mandate.toward or (None,):
                    yield build_statement(case, mandate, holder, toward)


def _aims_at(aim: str | Text, question: Question) -> bool:
    if isinstance(aim, str):
        return aim in question.verbs
    return question.words in {fold(text) for text in (aim.sv, aim.en) if text} or (
        question.words is None and OTHER in question.verbs
    )


def _globalise(case: CaseData, names: Sequence[str]) -> set[str]:
    return {f"{case.id}.{name}" for name in names}


def _find_path_silence(view: View, goal: str) -> Silence:
    """Say why there is no path: what stands in the way of the nearest that there would be."""
    question, start = view.question, str(view.question.actor)
    every = view.dataset.vocabulary.find_verbs("any")[1]
    wider = (
        (replace(question, status=STATUSES, everything=True), start, goal, "other_date"),
        (replace(question, verbs=every), start, goal, "other_verb"),
        (question, goal, start, "other_direction"),
    )
    near = []
    for asked, source, target, reason in wider:
        wide = View(view.graph, asked, timeless=reason == "other_date")
        for found in find_shortest(wide, source, target, most=question.depth)[:1]:
            near += list(_find_obstacles(view, found, reason))
        if near:
            break
    known = {each.line["id"] for each in near}
    # where no wider question finds a path, what only its status, mode or date leaves out pairs others
    between = [
        each
        for each in find_answers(_one_step(view), start, "out")[1]
        if (near or each.reason not in _LIFTED) and _leads_to(view, each.line, goal)
    ]
    near += [each for each in sort_left_out(between) if each.line["id"] not in known]
    return Silence(name_silence(near), tuple(near[:MOST_NEAR]))


_LIFTED = {*STATUSES, "practice", "other_date", "not_covered"}


def _one_step(view: View) -> View:
    return View(view.graph, replace(view.question, depth=1))


def _leads_to(view: View, line: Line, goal: str) -> bool:
    """Tell whether a line that was left out ends at an actor, or at a group that it belongs to."""
    case, local = view.split(goal)
    return bool({line["from"], line["to"]} & {goal, *(f"{case.id}.{group}" for group in case.counted_in[local])})


def _find_obstacles(view: View, found: Path, reason: str) -> Iterator[Near]:
    """Find what the question leaves out of a path that a wider one finds; where nothing, the path as a whole."""
    apart = [Near(hop.line, left) for hop in found.hops if (left := view.judge(hop.line)[0])]
    other = [Near(hop.line, reason) for hop in found.hops if hop.line["verb"] not in view.question.verbs]
    yield from apart or other or [Near(hop.line, reason) for hop in found.hops]


# -- over time ---------------------------------------------------------------------------------------------------------


def find_changes(graph: Graph, question: Question) -> Iterator[Change]:
    """Find the stretches of time in which the answer to a question is one and the same, from the first to the last.

    Yields
    ------
    Change
        First and last day, both included, None where time is not bounded; what answers then, and the silence where
        nothing does. Two that follow one another differ in what answers or in how surely.
    """
    turns = _find_turns(graph, question)
    begun: Change | None = None
    for begins in (None, *turns):
        day = begins or (turns[0] - _DAY if turns else date(2000, 1, 1))
        now = _answer(graph, replace(question, at=day.isoformat()))
        change = Change(begins, None, tuple(now), now.silence.code if now.silence else None)
        if begun is not None and _sign(begun) != _sign(change):
            yield begun._replace(ends=day - _DAY)
        if begun is None or _sign(begun) != _sign(change):
            begun = change
    if begun is not None:
        yield begun


_DAY = timedelta(days=1)


def _sign(change: Change) -> list[object]:
    return [(a.line["id"], a.source, a.target, a.holds, a.path) for a in change.answers] or [change.silence]


def _find_turns(graph: Graph, question: Question) -> list[date]:
    """Find the days on which any line that the question may meet begins, ends, or goes out of what is covered."""
    view = View(graph, replace(question, at=None, everything=True))
    if question.actor is None:
        lines = [answer.line for answer in _find_aims(view)[0]]
    else:
        lines = find_met(view, question.actor, question.direction)
    days: set[date] = set()
    for line in lines:
        validity = read_validity(graph, line)
        for period in (validity.period, validity.covers):
            days |= list_bounds(period)
        case = graph.graph["dataset"].cases[line["case"]]
        for end in (line["from"], line["to"]):
            local = (end or "").removeprefix(f"{case.id}.")
            for name in case.members_of(local) if case.is_group(local) else ():
                if case.actors[name].valid is not None:
                    days |= list_bounds(case.validity_of(case.actors[name]).period)
    return sorted(days)


def list_bounds(period: dates.Period) -> set[date]:
    """List the days on which a period may first hold, surely holds, may end and is surely over."""
    begins = {day for day in (period.from_earliest, period.from_latest) if day}
    return begins | {day + _DAY for day in (period.to_earliest, period.to_latest) if day}
