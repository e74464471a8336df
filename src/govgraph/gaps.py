"""The graph → what the sources do not say: organs that nobody informs, mandates without a report back, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from govgraph.answers import Json, build_envelope
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import Graph
from govgraph.lines import Line
from govgraph.names import find_actor
from govgraph.near import find_state, name_silence
from govgraph.questions import Direction, Near, Question
from govgraph.records import UNSPECIFIED, Actor, Fact, Mandate, Seat
from govgraph.sentences import say_line, say_name, say_record
from govgraph.vocabulary import OTHER
from govgraph.walk import View, find_answers
from govgraph.words import say

__all__ = [
    "CODES",
    "Finding",
    "Findings",
    "build_finding",
    "build_findings",
    "show_findings",
    "silence",
    "word_finding",
]

# what each code says; a question about one verb has only `nobody`
CODES = (
    "no_organ", "nobody", "no_composition", "no_leader", "no_meeting_rule", "no_report_back", "one_way",
    "holder_not_named", "only_proposed", "single_word", "inferred",
)  # fmt: skip
INFORMATION = "information"
_APPOINTING = {"appoints": "to", "commissions": "to", "carries_out_for": "from"}  # the end that owes a report


@dataclass(frozen=True)
class Finding:
    """One thing that the sources do not say, or say on weak grounds.

    `actor` and `toward` are global ids of the organ concerned and its counterpart; `verb` is what is not stated;
    `line` and `record` are what it was seen by; `state` is how it is not stated, from the table of silences.
    """

    code: str
    case: str
    actor: str | None = None
    verb: str | None = None
    toward: str | None = None
    record: str | None = None
    state: str = "not_stated"
    line: Line | None = None


@dataclass(frozen=True)
class Findings:
    """What `silence` found, by case, then code, then the order of the files."""

    findings: tuple[Finding, ...]
    graph: Graph

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __repr__(self) -> str:
        return "\n".join(word_finding(self.graph, finding, "en") for finding in self)


def silence(graph: Graph, *names: str, verb: str | None = None, case: str | None = None) -> Findings:
    """Find what the sources do not say: by default everything of `CODES`, with `verb` toward whom nobody does it.

    Parameters
    ----------
    names
        Cases by id, actors by any name; only what concerns them: of a case in which an actor is named, the actor alone.
        Default: every case.
    verb
        Id or label of a verb: "for which organs is no preparer stated" is `verb="prepares_for"`.
    case
        Narrow to one case.

    Returns
    -------
    Findings
        `no_organ`: a case that names none; `nobody`: organs and networks toward which nobody is stated to act (without
        `verb`: that nobody informs, and political ones for which nobody prepares); `no_composition`, `no_leader`
        (neither led nor chaired) and `no_meeting_rule`: organs and networks without; `no_report_back`: whoever is
        appointed or commissioned, or carries out a commission, and is not stated to inform or report to that principal;
        `one_way`: pairs of which one informs and nothing is stated back; `holder_not_named`: duties of nobody in
        particular; `only_proposed`: adopted actors whose every task is proposed; `single_word`, `inferred`: facts on
        weak grounds. All are judged as a question is without options: what is adopted and holds, or may hold, in the
        case's period.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        No such case, actor or verb, or several.
    UsageError
        The verb is a family or an inverse label.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> [finding.actor for finding in silence(load_graph(), "vasterbotten", verb="leads")][:2]
    ['vasterbotten.kommunledningarna', 'vasterbotten.regionledningen']
    """
    dataset: Dataset = graph.graph["dataset"]
    if case is not None:
        dataset.case_of(case)
    whole, actors = _find_wanted(dataset, names, case)
    wanted = whole | {actor.partition(".")[0] for actor in actors} or set(dataset.cases)
    asked = None if verb is None else _find_verb(dataset, verb)
    found = [
        finding
        for data in dataset.cases.values()
        if data.id in wanted and case in (None, data.id)
        for finding in _Search(graph, data).find(asked)
        if not (of_case := {actor for actor in actors if actor.startswith(f"{data.id}.")})
        or {finding.actor, finding.toward} & of_case
    ]
    return Findings(tuple(found), graph)


def _find_wanted(dataset: Dataset, names: Sequence[str], case: str | None) -> tuple[set[str], set[str]]:
    """Tell the cases from the actors among the names given."""
    whole = {name for name in names if name in dataset.cases}
    actors = set()
    for name in names:
        if name not in whole:
            try:
                actors.add(".".join(find_actor(dataset, name, case=case)))
            except UnknownNameError as err:
                raise UnknownNameError("case or actor", name, [*dataset.cases, *err.nearest]) from err
    return whole, actors


def _find_verb(dataset: Dataset, name: str) -> str:
    verb, verbs, turned = dataset.vocabulary.find_verbs(name)
    if len(verbs) > 1 or turned:
        raise UsageError(f"{name!r} is no single verb; name one, such as prepares_for")
    return verb


class _Search:
    """One case searched; every method finds one code."""

    def __init__(self, graph: Graph, case: CaseData) -> None:
        self.graph, self.case = graph, case
        self.words = graph.graph["dataset"].vocabulary
        self.information = frozenset(v.id for v in self.words.verbs.values() if v.family == INFORMATION)
        self.organs = [actor for actor in case.organs if self.is_there(actor)]

    def find(self, verb: str | None) -> Iterator[Finding]:
        if not self.organs:
            yield Finding("no_organ", self.case.id)
        if verb is not None:
            yield from self.find_nobody(verb, self.organs)
            return
        yield from self.find_nobody("informs", self.organs)
        yield from self.find_nobody("prepares_for", [a for a in self.organs if self.case.tier_of(a.id) == "political"])
        for organ in self.organs:
            yield from self.find_unsaid(organ)
        for code, find in (("no_report_back", self.find_no_report_back), ("one_way", self.find_one_way)):
            yield from (Finding(code, self.case.id, *ends) for ends in find())
        yield from self.find_holder_not_named()
        yield from self.find_only_proposed()
        yield from self.find_weak()

    # -- organs ----------------------------------------------------------------------------------------------------

    def is_there(self, actor: Actor) -> bool:
        """Tell whether an organ is adopted, and there in the case's period."""
        there = self.case.validity_of(actor).holds(self.case.period) in {"yes", "possibly"}
        return actor.status == "adopted" and not actor.negative and there

    def full(self, local: str) -> str:
        return f"{self.case.id}.{local}"

    def view(self, verbs: frozenset[str], direction: Direction, actor: str) -> View:
        return View(self.graph, Question(next(iter(sorted(verbs))), verbs, direction, actor))

    def find_nobody(self, verb: str, organs: Sequence[Actor]) -> Iterator[Finding]:
        for organ in organs:
            view = self.view(frozenset({verb}), "in", self.full(organ.id))
            found, left_out = find_answers(view, self.full(organ.id), "in")
            if not found:
                state = find_state(view, left_out)
                yield Finding("nobody", self.case.id, self.full(organ.id), verb, state=state)

    def find_unsaid(self, organ: Actor) -> Iterator[Finding]:
        places = (organ.id, *self.case.groups_of[organ.id])
        seats = [seat for place in places for seat in self.case.seats_of(place)]
        meets = [m for m in self.case.mandates.values() if m.aim == "meets" and set(places) & {*m.holder, *m.with_}]
        view = self.view(frozenset({"leads"}), "in", self.full(organ.id))
        led, unled = find_answers(view, self.full(organ.id), "in")
        chairs = [seat for seat in seats if seat.kind == "chair"]
        for code, verb, stated, facts in (
            ("no_composition", None, organ.size is not None, seats),
            ("no_leader", "leads", bool(led), chairs),
            ("no_meeting_rule", "meets", False, meets),
        ):
            reasons = [self.judge(fact) for fact in facts]
            if not stated and None not in reasons:
                near = [Near({"id": None}, reason) for reason in reasons if reason]
                near += unled if code == "no_leader" else []
                yield Finding(code, self.case.id, self.full(organ.id), verb, state=name_silence(near))

    def judge(self, fact: Seat | Mandate) -> str | None:
        """Say why a fact is no rule that is in force; None where it is."""
        if fact.status != "adopted":
            return fact.status
        if fact.mode == "practice":
            return "practice"
        holds = self.case.validity_of(fact).holds(self.case.period)
        if holds in {"no", "not_covered"}:
            return "other_date" if holds == "no" else "not_covered"
        return "negative" if fact.negative or fact.deontic == "may_not" else None

    # -- lines -----------------------------------------------------------------------------------------------------

    def find_lines(self, verbs: frozenset[str]) -> Iterator[Line]:
        """Find the lines of some verbs that a question would show and that name both ends."""
        view = self.view(verbs, "out", "")
        for *_, line in self.graph.edges(data=True):
            named = not any(view.is_unspecified(line[end]) for end in ("from", "to")) and line["from"] != line["to"]
            if named and line["case"] == self.case.id and line["verb"] in verbs and view.judge(line)[0] is None:
                yield line

    def informs(self, source: str, target: str) -> bool:
        """Tell whether an actor is stated to inform another, itself or as one of a group, or the other's members."""
        view = self.view(self.information, "out", source)
        spread = View(self.graph, replace(view.question, expand=True))
        if any(target == answer.target for each in (view, spread) for answer in find_answers(each, source, "out")[0]):
            return True
        view = self.view(self.information, "in", target)
        return any(source == answer.source for answer in find_answers(view, target, "in")[0])

    def find_no_report_back(self) -> Iterator[tuple[str, str, str, str, str, Line]]:
        for line in self.find_lines(frozenset(_APPOINTING)):
            agent = line[_APPOINTING[line["verb"]]]
            principal = line["from" if agent == line["to"] else "to"]
            if not self.informs(agent, principal):
                # who informs or reports to someone who is not stated may do it to this principal
                view = self.view(self.information, "out", agent)
                found = [str(answer.target) for answer in find_answers(view, agent, "out")[0]]
                state = "unspecified" if any(map(view.is_unspecified, found)) else "not_stated"
                yield agent, line["verb"], principal, line["record"], state, line

    def find_one_way(self) -> Iterator[tuple[str, str, str, str, str, Line]]:
        seen: set[tuple[str, str]] = set()
        for line in self.find_lines(self.information):
            pair = (line["from"], line["to"])
            if pair not in seen and not self.informs(line["to"], line["from"]):
                yield line["from"], line["verb"], line["to"], line["record"], "not_stated", line
            seen.add(pair)

    # -- mandates and facts ----------------------------------------------------------------------------------------

    def find_holder_not_named(self) -> Iterator[Finding]:
        for mandate in self.case.mandates.values():
            duty = mandate.deontic != "may" and self.judge(mandate) is None
            if UNSPECIFIED not in mandate.holder or not duty:
                continue
            aim = mandate.aim if isinstance(mandate.aim, str) else OTHER
            named = [self.full(name) for name in mandate.toward if name in self.case.actors]
            toward = named[0] if len(named) == 1 else None
            yield Finding("holder_not_named", self.case.id, toward, aim, record=self.full(mandate.id))

    def find_only_proposed(self) -> Iterator[Finding]:
        for actor in self.case.actors.values():
            if actor.status != "adopted":
                continue
            groups = set(self.case.counted_in[actor.id])
            own = [
                mandate
                for mandate in self.case.mandates.values()
                if not mandate.negative
                and (
                    actor.id in {*mandate.holder, *mandate.with_}
                    or (groups & set(mandate.holder) and (mandate.holder_as == "each" or mandate.pairs))
                    or groups & set(mandate.with_)
                )
            ]
            if own and all(m.status in {"proposed", "planned"} for m in own):
                yield Finding("only_proposed", self.case.id, self.full(actor.id), state="proposed")

    def find_weak(self) -> Iterator[Finding]:
        for code in ("single_word", "inferred"):
            for fact in self.case.facts.values():
                alone = all(" " not in evidence.cue for evidence in fact.evidence)
                if alone if code == "single_word" else fact.basis == "inferred":
                    actor = self.name_concerned(fact)
                    yield Finding(code, self.case.id, actor, record=self.full(fact.id), state=_STATES[code])

    def name_concerned(self, fact: Fact) -> str | None:
        """Name the actor that a fact is about first: itself, the organ of a seat, the holder of a mandate."""
        if isinstance(fact, Seat):
            return self.full(fact.organ)
        if isinstance(fact, Mandate):
            return next((self.full(name) for name in fact.holder if name != UNSPECIFIED), None)
        return self.full(fact.id) if isinstance(fact, Actor) else None


_STATES = {"single_word": "stated", "inferred": "inferred"}


# -- as JSON and words -------------------------------------------------------------------------------------------------


def build_findings(found: Findings, lang: str) -> Json:
    """Build the JSON of `silence`."""
    rows = [build_finding(found.graph, finding, lang) for finding in found]
    return build_envelope(found.graph.graph["dataset"], findings=rows)


def build_finding(graph: Graph, finding: Finding, lang: str) -> Json:
    """Build the JSON of one finding."""
    return {
        "code": finding.code,
        "case": finding.case,
        "actor": finding.actor,
        "verb": finding.verb,
        "toward": finding.toward,
        "record": finding.record,
        "state": finding.state,
        "text": word_finding(graph, finding, lang),
    }


def show_findings(found: Findings, lang: str) -> str:
    """Word what was found as text, under each case and code, with the number of each."""
    parts: list[str] = []
    cases = dict.fromkeys(finding.case for finding in found)
    for case, code in product(cases, CODES):
        findings = [finding for finding in found if (finding.case, finding.code) == (case, code)]
        if not findings:
            continue
        told = [f"  {word_finding(found.graph, finding, lang)}" for finding in findings]
        parts.append("\n".join([f"{case} · {say(f'code_{code}', lang)}: {len(findings)}", *told]))
    dataset: Dataset = found.graph.graph["dataset"]
    count = f"{len(found)} {say('finding' if len(found) == 1 else 'findings', lang)}"
    return "\n\n".join([*parts, f"{count}. {say('dataset', lang)} {dataset.version}, {dataset.sha256[:12]}"])


def word_finding(graph: Graph, finding: Finding, lang: str) -> str:
    """Word a finding as one or two sentences."""
    words = graph.graph["dataset"].vocabulary
    verb = words.verbs.get(finding.verb or "")
    told = say(f"gap_{finding.code}", lang).format(
        actor=say_name(graph, finding.actor, lang) if finding.actor else "",
        toward=say_name(graph, finding.toward, lang) if finding.toward else "",
        verb=verb.label.words(lang) if verb else "",
        record=finding.record,
        statement=_say_statement(graph, finding, lang),
        line=say_line(graph, finding.line, lang) if finding.line else "",
        cue=_name_cue(graph, finding.record),
    )
    if finding.actor and graph.nodes[finding.actor]["scope"] == "outside":
        told = f"{told.removesuffix('.')} ({say('outside', lang)})."
    if finding.code == "no_report_back":
        return told if finding.state == "not_stated" else f"{told} {say('gap_reports_to_nobody', lang)}"
    if finding.state not in {"not_stated", *_STATES.values()} and finding.code != "only_proposed":
        told += f" {say(f'silence_{finding.state}', lang)}"
    return told


def _say_statement(graph: Graph, finding: Finding, lang: str) -> str:
    case: CaseData = graph.graph["dataset"].cases[finding.case]
    local = (finding.record or "").partition(".")[2]
    return say_record(case, "mandates", case.mandates[local], lang) if local in case.mandates else ""


def _name_cue(graph: Graph, record: str | None) -> str:
    case_id, _, local = (record or "").partition(".")
    fact = graph.graph["dataset"].cases[case_id].facts[local] if record else None
    return "”; ”".join(evidence.cue for evidence in fact.evidence) if fact else ""
