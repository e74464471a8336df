"""A question over a graph → the lines that it meets: one step, many steps, or every path between two actors.

Groups are never expanded in the graph. What a line coded at a group means for a member, and where a walk goes on from
it, follows from how it applies (`each`, `jointly`, `pairs`): the table of groups in the model's design. A walk stands
at places. An actor is one place; a group that was met jointly is another, its body, from where only what the group
holds jointly leads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from govgraph import dates
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.graph import Graph, read_validity
from govgraph.lines import Line, is_denied
from govgraph.questions import Answer, Direction, Hop, Near, Path, Question
from govgraph.records import UNSPECIFIED

__all__ = ["HOLDS", "View", "find_answers", "find_met", "find_paths", "find_shortest"]

End = Literal["from", "to"]
_OTHER_END: dict[End, End] = {"from": "to", "to": "from"}
_AS: dict[End, str] = {"from": "holder_as", "to": "toward_as"}
HOLDS: tuple[dates.Holds, ...] = ("yes", "possibly", "not_covered", "no")  # by rank, the surest first
_RANK = {holds: rank for rank, holds in enumerate(HOLDS)}
_WORST = len(HOLDS)
POSSIBLY = _RANK["possibly"]
GROUP = "group"
ALL_TIME = dates.open_window()
_NOWHERE: list[Label] = []


class Step(NamedTuple):
    """What one line means for the actor that a walk stands at.

    `far` is the other end as coded, or the partner of a pair; `via` the group that the line is coded at where the
    actor is only a member of it; `reason` says why the line is no answer, None where it is one.
    """

    line: Line
    near_end: End
    near: str
    far: str
    via: str | None
    reason: str | None
    rank: int
    window: dates.Window


class Label(NamedTuple):
    """One way to where a walk stands: the actor, or, if `body`, the group as the one body that was met jointly.

    `hops` lead from source to target; `rank` says how surely, and `window` is the time that all of them may share.
    """

    actor: str
    body: bool
    hops: tuple[Hop, ...]
    rank: int
    window: dates.Window

    @property
    def place(self) -> tuple[str, bool]:
        """Where it stands."""
        return (self.actor, self.body)


class View:
    """A graph as one question sees it: which lines it lets pass, and what each of them means for an actor."""

    def __init__(self, graph: Graph, question: Question, *, timeless: bool = False) -> None:
        self.timeless = timeless  # lines of different times are walked together
        self.graph = graph
        self.question = question
        self.dataset: Dataset = graph.graph["dataset"]
        # the views that networkx offers instead take ten times as long
        self._ends: dict[End, Any] = {"from": vars(graph)["_adj"], "to": vars(graph)["_pred"]}
        self._beside: dict[tuple[End, str], list[tuple[Line, End]]] = graph.graph["beside"]
        self._nodes: dict[str, Any] = vars(graph)["_node"]
        self._status = frozenset(question.status)
        # what holds when is the same for every question about one date
        judged = ("judged", question.at, question.everything, timeless)
        self._judged: dict[object, tuple[str | None, int, dates.Window]]
        self._judged = self.dataset.indexes.setdefault(judged, {})
        self._members: dict[str, list[str]] = {}
        self._lives: dict[str, tuple[str | None, int, dates.Window | None]] = {}

    # -- does a line pass ------------------------------------------------------------------------------------------

    def judge(self, line: Line) -> tuple[str | None, int, dates.Window]:
        """Say why the defaults or options leave a line out (None where they do not), how surely it holds, and when.

        The order of the reasons is the contract's: status, mode, date.
        """
        if line["status"] not in self._status:
            return line["status"], POSSIBLY, ALL_TIME
        if self.question.rules_only and line["mode"] == "practice":
            return "practice", POSSIBLY, ALL_TIME
        key = (line["case"], line["valid"], line["valid_own"], line["any"], line["sources"])
        return self._judged.get(key) or self._judge_date(line, key)

    def _judge_date(self, line: Line, key: object) -> tuple[str | None, int, dates.Window]:
        case = self.dataset.cases[line["case"]]
        validity = read_validity(self.graph, line)
        holds = validity.holds(self.read_asked(case))
        rank = _RANK[holds] if line["any"] is None else max(POSSIBLY, _RANK[holds])
        window = ALL_TIME if self.timeless else dates.open_window(validity.period)
        judged = self._judged[key] = self._refuse_date(holds), rank, window
        return judged

    def _refuse_date(self, holds: dates.Holds) -> str | None:
        if self.question.everything or holds in {"yes", "possibly"}:
            return None
        return "other_date" if holds == "no" else "not_covered"

    def read_asked(self, case: CaseData) -> dates.Period:
        """Read the date asked for; where none is, the case's own period."""
        return dates.read_period(self.question.at) if self.question.at else case.period

    def live(self, member: str) -> tuple[str | None, int, dates.Window | None]:
        """Say when a member of a group is stated to exist: what is said of the group holds for it no longer."""
        if member not in self._lives:
            case, local = self.split(member)
            actor = case.actors[local]
            self._lives[member] = (None, 0, None)
            if actor.valid is not None:
                validity = case.validity_of(actor)
                holds = validity.holds(self.read_asked(case))
                rank = 0 if self.question.everything else _RANK[holds]
                self._lives[member] = (self._refuse_date(holds), rank, dates.open_window(validity.period))
        return self._lives[member]

    def is_unspecified(self, actor: str) -> bool:
        """Tell whether an actor is the end of a statement that does not name one: it is never walked through."""
        return bool(self._nodes[actor]["kind"] == UNSPECIFIED)

    def is_group(self, actor: str) -> bool:
        """Tell whether an actor is a group."""
        return bool(self._nodes[actor]["class"] == GROUP)

    def split(self, actor: str) -> tuple[CaseData, str]:
        """Give the case of an actor and its id within it."""
        case_id, _, local = actor.partition(".")
        return self.dataset.cases[case_id], local

    # -- the lines at one actor ------------------------------------------------------------------------------------

    def find_steps(self, actor: str, direction: Direction) -> list[Step]:
        """Find every line of the verbs asked that an actor holds (`out`) or receives (`in`), itself or in a group.

        Symmetric lines are found from both ends. Each comes once, also where it is no answer, with the reason.
        """
        near: End = "from" if direction == "out" else "to"
        far = _OTHER_END[near]
        asked, judge = self.question.verbs, self.judge
        steps = [
            Step(line, near, actor, line[far], None, *judge(line))
            for keyed in self._ends[near][actor].values()
            for line in keyed.values()
            if line["verb"] in asked
        ]
        steps += [self._read_own(line, end, actor) for line, end in self._find_beside(actor, near)]
        case_id, _, local = actor.partition(".")
        if groups := self.dataset.cases[case_id].counted_in.get(local):
            seen = {(step.line["id"], step.near_end) for step in steps}
            for group in groups:
                for line, end in self._touch(f"{case_id}.{group}", near):
                    # a member that the group acts toward does not act toward itself
                    if (line["id"], end) not in seen and line[_OTHER_END[end]] != actor:
                        seen.add((line["id"], end))
                        steps += self._read_member(line, end, actor, f"{case_id}.{group}")
        return steps

    def _touch(self, place: str, near: End) -> list[tuple[Line, End]]:
        asked = self.question.verbs
        found = [(line, near) for keyed in self._ends[near][place].values() for line in keyed.values()]
        return [each for each in found if each[0]["verb"] in asked] + self._find_beside(place, near)

    def _find_beside(self, place: str, near: End) -> list[tuple[Line, End]]:
        if (near, place) not in self._beside:
            return []
        beside = self._beside[near, place]
        return [each for each in beside if each[0]["verb"] in self.question.verbs and self._is_there(each[0])]

    def _is_there(self, line: Line) -> bool:
        """Tell whether a line that is found by an index is still in the graph; what is denied never is."""
        return is_denied(line) or self.graph.has_edge(line["from"], line["to"], line["id"])

    def _read_own(self, line: Line, near: End, actor: str) -> Step:
        reason, rank, window = self.judge(line)
        if reason is None and is_denied(line):
            reason = "negative"
        return Step(line, near, actor, line["to" if near == "from" else "from"], None, reason, rank, window)

    def _read_member(self, line: Line, near: End, member: str, group: str) -> Iterator[Step]:
        """Say what a line coded at a group means for a member of it: the column "direct" of the table of groups."""
        far = line[_OTHER_END[near]]
        reason, rank, window = self.judge(line)
        refused, lives, alive = self.live(member)
        if reason is None:
            reason = refused or _exclude_member(line, near, group)
        joined = window.meet(alive) if alive else window
        if joined is None:
            reason, joined = reason or "other_date", window
        if line["extent"] in {"most", "some"}:
            rank = max(rank, POSSIBLY)
        rank = max(rank, lives, 0 if joined.certain else POSSIBLY)  # both may hold then, and yet not together
        step = Step(line, near, member, far, group, reason, rank, joined)
        if line["pairs"] != "own" or reason:
            yield step
            return
        yield from (step._replace(far=partner) for partner in self.find_partners(member, far))

    def name_members(self, actor: str) -> list[str]:
        """Name the members of a group, as global ids; none where an actor is no group or its members are not named."""
        if actor not in self._members:
            case, local = self.split(actor)
            named = case.members_of(local) if case.is_group(local) else ()
            self._members[actor] = [f"{case.id}.{name}" for name in named]
        return self._members[actor]

    def name_counted(self, actor: str) -> list[str]:
        """Name the actors that a group counts, as global ids: its members, and the groups that it reads through."""
        case, local = self.split(actor)
        return [f"{case.id}.{name}" for name in case.counts.get(local, ())]

    def find_partners(self, member: str, group: str) -> list[str]:
        """Find the members of a group that a member of another is attached to, or that are attached to it."""
        case, local = self.split(member)
        return [partner for partner in self.name_members(group) if case.are_tied(local, self.split(partner)[1])]

    # -- from one place to the next --------------------------------------------------------------------------------

    def find_next(self, label: Label, direction: Direction) -> list[Step]:
        """Find the lines that a walk may take on: from a body, only what the group holds as one."""
        steps = self.find_steps(label.actor, direction)
        if self._nodes[label.actor]["class"] != GROUP:
            return steps
        return [step for step in steps if step.reason or _may_leave(step, label, direction)]

    def arrive(self, label: Label, step: Step, direction: Direction) -> list[Label]:
        """Give the places that a step leads to, each with one more hop; none where its time does not fit."""
        line, near_end, near, far, via, _, rank, window = step
        if label.hops:
            shared = label.window.meet(window)
            if shared is None:
                return []
            window = shared
            rank = max(rank, label.rank, 0 if window.certain else POSSIBLY)
        hops = (
            (*label.hops, Hop(line, near, far, via)) if direction == "out" else (Hop(line, far, near, via), *label.hops)
        )
        applies = line["toward_as" if near_end == "from" else "holder_as"]
        # backward: whoever leads to the group as such leads to its body too
        reached = [Label(far, applies == "jointly" and direction == "out", hops, rank, window)]
        if applies is not None:
            reached += self._arrive_in_group(label, step, reached[0], direction)
        if near_end == "to" and line["with"]:
            reached += self._arrive_at_partners(label, step, reached[0], direction)
        return reached

    def _arrive_in_group(self, label: Label, step: Step, at_group: Label, direction: Direction) -> list[Label]:
        line = step.line
        if line["toward_as" if step.near_end == "from" else "holder_as"] == "jointly":
            return [at_group._replace(body=True)] if direction == "in" else []
        weak = POSSIBLY if line["extent"] in {"most", "some"} else 0
        reached = []
        case, group = self.split(step.far)
        for member in self.name_counted(step.far) if line["extent"] != "further" else ():
            refused, lives, alive = self.live(member)
            window = at_group.window.meet(alive) if alive else at_group.window
            if refused or window is None or member == step.near:  # of what members do toward each other
                continue
            rank = max(at_group.rank, weak, lives, 0 if window.certain else POSSIBLY)
            hops = _walk(label, Hop(line, step.near, member, step.via or step.far), direction)
            body = direction == "out" and case.is_met_as_body(self.split(member)[1], group)
            reached.append(Label(member, body, hops, rank, window))
        return reached

    def _arrive_at_partners(self, label: Label, step: Step, at_holder: Label, direction: Direction) -> list[Label]:
        reached = []
        for partner in step.line["with"]:
            hops = _walk(label, Hop(step.line, step.near, partner, step.via), direction)
            group = self.is_group(partner)
            bodies = {group, group and direction == "out"}
            reached += [at_holder._replace(actor=partner, body=body, hops=hops) for body in bodies]
        return reached

    def start(self, actor: str, direction: Direction) -> list[Label]:
        """Stand at the actor asked about; whoever reaches a group's body reaches the group."""
        both = direction == "in" and self.is_group(actor)
        return [Label(actor, body, (), 0, ALL_TIME) for body in ((False, True) if both else (False,))]


def _walk(label: Label, hop: Hop, direction: Direction) -> tuple[Hop, ...]:
    """Add a hop away from the actor asked about, given from near to far, to those that led there."""
    if direction == "out":
        return (*label.hops, hop)
    return (hop._replace(source=str(hop.target), target=hop.source), *label.hops)


def _exclude_member(line: Line, near: End, group: str) -> str | None:
    """Say why a statement of a group is none of its members; None where it is."""
    if is_denied(line):
        return "negative"
    if group in line["with"]:
        return "jointly"
    if line["pairs"] == "class":
        return "of_kind"
    if line["extent"] == "further":
        return "further"
    return None if line["pairs"] == "own" or line[_AS[near]] == "each" else "jointly"


def _may_leave(step: Step, label: Label, direction: Direction) -> bool:
    jointly = step.line["pairs"] is None and step.line[_AS[step.near_end]] == "jointly"
    if direction == "out":  # what a body holds, it holds jointly; whoever was met each, may act in any way
        return not label.body or (step.via is None and (jointly or label.actor in step.line["with"]))
    return (jointly if step.via is None else True) is label.body


def _ends_here(line: Line) -> bool:
    """Tell whether a line may only be the last of a path: it does not say for sure whom it reaches."""
    return line["any"] is not None or line["pairs"] == "class" or line["extent"] == "further"


# -- one question ------------------------------------------------------------------------------------------------------

Row = tuple[Step, Label]


def find_answers(view: View, actor: str, direction: Direction) -> tuple[list[Answer], list[Near]]:
    """Find what a question about an actor is answered by, and which lines it leaves out, each with the reason.

    One step gives every line at the actor. With more steps (`depth`; None for all) an actor that was reached is reached
    again only by a surer way: each answer is the last line of a shortest path, or of a shortest sure one where the
    shortest holds only possibly. So cycles end. The validities along a path share a time.
    """
    depth = view.question.depth
    front = _Front(view, actor, direction)
    answers: list[Answer] = []
    left_out: list[Near] = []
    best = {actor: 0}
    while front.labels and (depth is None or front.distance < depth):
        rows: dict[tuple[str, End], list[Row]] = {}
        surer: dict[str, int] = {}
        for step, arrived in front.advance(goes_on=front.distance + 1 != depth):
            if not arrived:
                left_out.append(Near(step.line, step.reason or "other_date"))
                continue
            new = front.distance == 1
            for name, _, _, rank, _ in arrived:
                if rank < best.get(name, _WORST):
                    new = True
                    if rank < surer.get(name, _WORST):
                        surer[name] = rank
            if new:
                rows.setdefault((step.line["id"], step.near_end), []).append((step, arrived[0]))
        for found in rows.values():
            answers += _build_rows(view, found, direction)
        best |= surer
    return answers, left_out


def find_met(view: View, actor: str, direction: Direction) -> list[Line]:
    """Find every line that a question comes upon, those that it leaves out included."""
    front = _Front(view, actor, direction)
    met: dict[str, Line] = {}
    while front.labels and (view.question.depth is None or front.distance < view.question.depth):
        met.update((step.line["id"], step.line) for step, _ in front.advance())
    return list(met.values())


class _Front:
    """The places that a walk has come to, and those that it stands at after the last step."""

    def __init__(self, view: View, actor: str, direction: Direction) -> None:
        self.view, self.direction, self.distance = view, direction, 0
        self.labels = view.start(actor, direction)
        self.known = {label.place: [label] for label in self.labels}
        self.level = dict.fromkeys(self.known, 0)

    def advance(self, *, goes_on: bool = True) -> Iterator[tuple[Step, list[Label]]]:
        """Take one step from everywhere: which line, and where it leads, as coded first; nowhere if left out."""
        self.distance += 1
        view, direction, back = self.view, self.direction, self.direction == "in"
        arrive, find_next = view.arrive, view.find_next
        labels, self.labels = self.labels, []
        for label in labels:
            for step in find_next(label, direction):
                if step.reason:
                    yield step, _NOWHERE
                    continue
                line = step.line
                ends = line["any"] is not None or line["extent"] == "further" or line["pairs"] == "class"
                if ends and back and label.hops:
                    continue
                arrived = arrive(label, step, direction)
                yield step, arrived
                if goes_on and (back or not ends):
                    self._enter(arrived)

    def _enter(self, arrived: Iterable[Label]) -> None:
        for label in arrived:
            if label.place not in self.known and self.view.is_unspecified(label.actor):
                continue
            known = self.known.setdefault(label.place, [])
            # forward, from a group a walk goes on wherever it goes on from its body
            wider = self.known.get((label.actor, False), []) if label.body and self.direction == "out" else []
            for other in (*known, *wider):
                if other.rank <= label.rank and other.window.contains(label.window):
                    break  # whatever this way leads to, another leads to as soon and as surely
            else:
                known.append(label)
                self.level.setdefault(label.place, self.distance)
                self.labels.append(label)


def _build_rows(view: View, found: Sequence[Row], direction: Direction) -> list[Answer]:
    """Give the rows of one line after one step: as coded where that can be, else, or expanded, for each member."""
    answers: list[Answer] = []
    for step, label in _choose_ends(found, members=view.question.expand) if len(found) > 1 else found:
        line = step.line
        near = step.near if step.via else line[step.near_end]  # a joint holder is answered with the line as coded
        source, target = (near, step.far) if step.near_end == "from" else (step.far, near)
        answer = Answer(line, source, target, HOLDS[label.rank], step.via, label.hops)
        answers += _expand(view, step, answer, direction) if view.question.expand else (answer,)
    return answers


def _choose_ends(found: Sequence[Row], *, members: bool = False) -> list[Row]:
    """Choose from where a line is taken: from the group that holds it, or, if that was not met, from its members."""
    wanted = [row for row in found if (row[0].via is not None) is members] or found
    best: dict[tuple[str, str], Row] = {}
    for row in sorted(wanted, key=lambda row: row[1].rank):
        best.setdefault((row[0].near, row[0].far), row)
    return list(best.values())


def _expand(view: View, step: Step, answer: Answer, direction: Direction) -> Iterator[Answer]:
    """Give one row for each named member of the ends that apply to each; the end that a walk came to stays."""
    line, end = step.line, step.near_end
    own = step.via is None and len(answer.hops) == 1  # asked about as coded, so that this end is spread too
    if line["pairs"] == "own":
        pairs = [(a, b) for a in view.name_members(line["from"]) for b in view.find_partners(a, line["to"])]
    else:
        coded = answer.source if end == "from" else answer.target
        near = _spread(view, line, end) if own and step.near == line[end] else [str(coded)]
        far = _spread(view, line, _OTHER_END[end])
        pairs = [(a, b) if end == "from" else (b, a) for a in near for b in far]
        pairs = [pair for pair in pairs if pair[0] != pair[1] or pair[0] == line["from"]]
    if line["pairs"] == "own" and not (own and pairs):
        yield answer
        return
    for source, target in pairs:
        yield from _build_member_row(view, answer, source, target, direction)


def _build_member_row(view: View, answer: Answer, source: str, target: str, direction: Direction) -> Iterator[Answer]:
    """Give the row of a member for that of its group, if it is there then; what is said of most is only possible."""
    if (source, target) == (answer.source, answer.target):
        yield answer
        return
    line = answer.line
    lives = [view.live(a) for a, coded in ((source, answer.source), (target, answer.target)) if a != coded]
    if any(refused for refused, *_ in lives):
        return
    weak = POSSIBLY if line["extent"] in {"most", "some"} else 0
    rank = max(_RANK[answer.holds], weak, *(life for _, life, _ in lives))
    via = answer.via or line["from" if source != answer.source else "to"]
    walked = answer.hops[-1 if direction == "out" else 0]
    first, second = (target, source) if walked.source == answer.target != answer.source else (source, target)
    coded = {answer.source, answer.target}
    hop = Hop(
        line,
        first if walked.source in coded else walked.source,
        second if walked.target in coded else walked.target,
        via,
    )
    hops = (*answer.hops[:-1], hop) if direction == "out" else (hop, *answer.hops[1:])
    yield Answer(line, source, target, HOLDS[rank], via, hops)


def _spread(view: View, line: Line, end: End) -> list[str]:
    if line[_AS[end]] != "each" or line["extent"] == "further":
        return [line[end]]
    return view.name_members(line[end]) or [line[end]]


# -- paths -------------------------------------------------------------------------------------------------------------


def find_shortest(view: View, source: str, target: str, *, most: int | None = None) -> list[Path]:
    """Find the shortest paths from one actor to another, all of them where several are equally short.

    The search goes from both ends and meets (Pohl 1971), one step at a time from the end where there is less to do.
    `most` bounds the number of steps; None does not.
    """
    front, back = _Front(view, source, "out"), _Front(view, target, "in")
    while front.labels and back.labels and (most is None or front.distance + back.distance < most):
        moved, other = (front, back) if len(front.labels) <= len(back.labels) else (back, front)
        arrived = [label for _, labels in moved.advance() for label in labels]
        if any(_meet(label, there) for label in arrived for there in other.known.get(label.place, ())):
            return find_paths(view, source, target, most=front.distance + back.distance, back=back)
    return []


def _meet(label: Label, there: Label) -> bool:
    """Tell whether two halves make a path: they share a time, and no line that only ends a path is within it."""
    if label.window.meet(there.window) is None:
        return False
    inner = there.hops and label.hops and there.hops[0].source == label.hops[-1].target
    return not (inner and _ends_here(label.hops[-1].line))


def find_paths(view: View, source: str, target: str, *, most: int, back: _Front | None = None) -> list[Path]:
    """Find every path from one actor to another of at most so many steps that comes to no actor twice.

    Returns
    -------
    list[Path]
        Shortest first, then by the actors and lines on the way. A group that was met as each of its members stands for
        them where it holds the next line itself.
    """
    if back is None:
        back = _Front(view, target, "in")
        while back.labels and back.distance < most - 1:
            for _ in back.advance():
                pass
    begun = [_Stand(label, frozenset({label.place})) for label in view.start(source, "out")]
    found = list(_search(view, begun, target, most, back))
    return sorted(found, key=lambda path: (len(path.hops), path.ids, [hop.line["id"] for hop in path.hops]))


class _Stand(NamedTuple):
    """A label, and every place on the way to it: a path may come to a group as a body and again as its members."""

    label: Label
    been: frozenset[tuple[str, bool]]


def _search(view: View, stands: Sequence[_Stand], target: str, most: int, back: _Front) -> Iterator[Path]:
    rows: dict[tuple[str, End], list[tuple[Step, _Stand]]] = {}
    for stand in stands:
        for step in view.find_next(stand.label, "out"):
            if step.reason is None:
                rows.setdefault((step.line["id"], step.near_end), []).append((step, stand))
    for found in rows.values():
        whole = [row for row in found if row[0].via is None] or found
        for step, (label, been) in whole:
            # whatever leads on from the body of a group led on from the group, where that was met before
            if step.line["from"] == step.line["to"] and any(hop.line is step.line for hop in label.hops):
                continue  # what a group's members do toward each other has reached all of them
            arrived = [a for a in view.arrive(label, step, "out") if not been & {a.place, (a.actor, False)}]
            ended = [a for a in arrived if a.actor == target]
            yield from (Path(a.hops, HOLDS[a.rank]) for a in ended[:1])
            left = most - len(label.hops) - 1
            if not ended and left and not _ends_here(step.line):
                onward = [_Stand(a, been | {a.place}) for a in arrived if _may_reach(back, a.place, left)]
                yield from _search(view, onward, target, most, back) if onward else ()


def _may_reach(back: _Front, place: tuple[str, bool], left: int) -> bool:
    """Tell whether the target may be so many steps away at most; where the search from it ended sooner, it may."""
    level = back.level.get(place)
    return left > back.distance if level is None else level <= left
