"""A line, a path or a record → one sentence in Swedish or English, made of the vocabulary's words and the coded ones.

Names of actors and instruments stay as coded, whatever the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from govgraph.cases import CaseData
from govgraph.graph import Graph
from govgraph.lines import Line
from govgraph.records import (
    EACH_OTHER,
    UNSPECIFIED,
    Actor,
    Bounds,
    Case,
    Event,
    Fact,
    Instrument,
    Mandate,
    Procedure,
    Seat,
    Source,
    Times,
    Topic,
    TopicList,
)
from govgraph.shapes import Text
from govgraph.vocabulary import Aim
from govgraph.words import capitalise, say, say_date, say_duration, say_seats

__all__ = ["say_bounds", "say_event", "say_line", "say_name", "say_path", "say_record", "say_times", "say_topics"]

Values = Mapping[str, Any]  # the attributes of a line, or the fields of a record


# -- names -------------------------------------------------------------------------------------------------------------


def say_name(graph: Graph, actor: str, lang: str) -> str:
    """Name an actor in running text: as coded, in the form that a sentence needs, with its abbreviation in brackets.

    Parameters
    ----------
    actor
        A global id. One that is no actor, or a statement's unspecified end, is someone who is not stated.
    """
    if actor not in graph or graph.nodes[actor]["kind"] == UNSPECIFIED:
        return say("somebody", lang)
    case_id, _, local = actor.partition(".")
    return _name(graph.graph["dataset"].cases[case_id], local, lang)


def _name(case: CaseData, local: str, lang: str) -> str:
    """Name an actor, or an instrument where one stands in its place, by its local id."""
    if local not in case.actors:
        return case.instruments[local].name.words("sv") if local in case.instruments else say("somebody", lang)
    actor = case.actors[local]
    name = (actor.in_text or actor.name).words("sv")
    short = next(iter(actor.abbreviations), None)
    return name if short is None or short in name else f"{name} ({short})"


def _names(case: CaseData, locals_: Iterable[str], lang: str, *, either: bool = False) -> str:
    return _join([_name(case, local, lang) for local in locals_], lang, either=either)


def _join(items: Sequence[str], lang: str, *, either: bool = False) -> str:
    """Join as running text does: "A", "A and B", "A, B and C"; `either` says and/or."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say('and_or' if either else 'and', lang)} {items[-1]}"


def _are_several(case: CaseData, locals_: Sequence[str]) -> bool:
    """Tell whether what these names stand for is plural in a sentence."""
    if len(locals_) != 1:
        return len(locals_) > 1
    actor = case.actors.get(locals_[0])
    if actor is not None and actor.plural is not None:
        return actor.plural
    return case.is_group(locals_[0])


# -- what a clause says beside its subject -----------------------------------------------------------------------------

_AUXILIARIES = {"must", "should", "may", "may not", "is", "are"}  # English puts an adverb after these, before others

# Prepositions, particles, infinitive marks and "so that" of both languages. Words that begin with one go on where the
# clause stands ("invites B to meetings"), and a verb that ends in one waits for its object ("follows up the work").
_OPENERS = re.compile(
    "att|av|efter|från|för|genom|i|in|inför|inom|med|mellan|mot|om|på|som|så|till|under|upp|ut|utifrån|vid|över|"
    "about|after|ahead|as|at|between|by|for|forward|from|in|into|of|on|over|so|through|to|toward|under|up|whether|with|within"
)


class _Clause(NamedTuple):
    """What is said of a subject: its verb, whom it reaches, what about, when and how, each as it stands in a text."""

    verb: Aim | str  # a word of the vocabulary, or the coder's own
    deontic: str | None
    manner: str | None  # each or jointly, where a group acts
    toward: str
    object: str
    topics: str
    asides: tuple[str, ...]
    times: str = ""
    seats: str = ""
    denied: bool = False

    def say(self, lang: str, *, plural: bool, within: bool) -> str:
        """Say the clause; `within` another, where Swedish puts its adverbs before the verb."""
        does = self.say_verb(lang, plural=plural, within=within)
        said = " ".join(filter(None, (does, self.toward, self.times)))
        content = self.object or self.topics
        if self.object and _opens(self.object.split()[0]):
            said, content = f"{said} {self.object}", self.topics if not self.toward and self.takes_object(lang) else ""
        elif content and not self.toward and self.takes_object(lang):
            said, content = f"{said} {content}", ""
        repeats = content.casefold() in said.casefold()  # "promotes regional development", about regional development
        said = ", ".join((said, *self.asides))
        return said if repeats else f"{said}: {content}"

    def say_briefly(self, lang: str, *, plural: bool, within: bool) -> str:
        """Say the verb and whom it reaches, no more."""
        return f"{self.say_verb(lang, plural=plural, within=within)} {self.toward}".rstrip()

    def takes_object(self, lang: str) -> bool:
        """Tell whether an object can follow the verb directly: it is one word, or ends in one that asks for more."""
        words = (self.verb if isinstance(self.verb, str) else self.verb.label.words(lang)).split()
        return len(words) == 1 or _opens(words[-1])

    def say_verb(self, lang: str, *, plural: bool, within: bool) -> str:
        """Say the verb with its modal; own words stand in the present tense as coded, and take none."""
        if isinstance(self.verb, str):
            first, _, rest = self.verb.partition(" ")
        elif first := _say_modal(self.deontic, lang, within=within, denied=self.denied):
            rest = self.verb.infinitive.words(lang)
        else:
            first, _, rest = self.verb.present(lang, plural=plural).partition(" ")
        rest, adverb = self._count_seats(rest, lang, plural=plural), self.say_manner(lang, plural=plural)
        before = within if lang == "sv" else first not in _AUXILIARIES
        return " ".join(filter(None, (adverb, first, rest) if before else (first, adverb, rest)))

    def say_manner(self, lang: str, *, plural: bool) -> str:
        """Say whether a group acts each or jointly; a group that is named in the singular acts as it stands."""
        told = self.manner == "jointly" or (self.manner == "each" and plural)
        return say(f"acting_{self.manner}", lang) if told else ""

    def _count_seats(self, words: str, lang: str, *, plural: bool) -> str:
        seats = self.seats.replace(say("all_its", lang), say("all_their", lang), 1) if plural else self.seats
        return words.replace(say("members", lang), seats, 1) if seats else words


def _say_modal(deontic: str | None, lang: str, *, within: bool, denied: bool = False) -> str:
    if deontic in (None, "none"):
        return ""
    if deontic == "may" and denied:  # "kan inte" says how things are; nobody refuses a permission
        return say("may_denied", lang)
    return say("may_not_within" if within and deontic == "may_not" else str(deontic), lang)


def _opens(word: str) -> bool:
    return _OPENERS.fullmatch(word.strip(",:;").lower()) is not None


def _find_verb(case: CaseData, verb: str) -> Aim:
    return case.vocabulary.verbs.get(verb) or case.vocabulary.aims[verb]


def _agree(words: str, *, plural: bool) -> str:
    """Make English words in the third person fit several holders: "identifies gaps" gives "identify gaps"."""
    if not plural:
        return words
    verb, space, rest = words.partition(" ")
    bare = re.sub(r"(?<=ss|sh|ch)es$|(?<=[ox])es$|(?<=[^s])s$", "", verb)
    bare = re.sub(r"(?<=[^aeiou])ie$", "y", bare)
    return {"is": "are", "has": "have", "was": "were"}.get(verb, bare) + space + rest


def _read(values: Values, key: str, lang: str) -> str:
    """Read a text of a record, or of a line: in the language, or in the other where it was coded only there."""
    value = values.get(key)
    if isinstance(value, Text):
        return value.words(lang)
    english = values.get(f"{key}_en")
    return str(((english or value) if lang == "en" else (value or english)) or "")


def _read_aim(values: Values, lang: str, *, plural: bool) -> str:
    """Read an aim in free words, in the number of its holders; "" where it is a word of the vocabulary."""
    aim = _read(values, "aim", lang)
    english = values["aim"].en if isinstance(values["aim"], Text) else values.get("aim_en")
    return _agree(aim, plural=plural) if lang == "en" and english else aim


def _read_asides(values: Values, lang: str) -> tuple[str, ...]:
    return tuple(filter(None, (_read(values, key, lang) for key in ("condition", "constraint"))))


def say_topics(case: CaseData, fact: Fact, lang: str) -> str:
    """Name what a mandate is about; it stands for an object that was not put in words."""
    about = fact.about if isinstance(fact, Mandate) else ()
    contents: Mapping[str, Any] = {**case.topics, **case.topic_lists}
    return _join(
        [contents[name].name.words(lang) if name in contents else _name(case, name, lang) for name in about], lang
    )


def say_times(fact: Fact, lang: str) -> str:
    """Say how often and how long: "at least 2 times per year"."""
    times = fact.times if isinstance(fact, Mandate) else None
    if times is None:
        return ""
    often = say_bounds(times, lang) or (f"{say('key_approx', lang)} {times.approx}" if times.approx else "")
    once = {times.at_least, times.at_most, times.approx} <= {None, 1}
    often = often.removesuffix("1") + say("once", lang) if once else f"{often} {say('times', lang)}"
    per = f" {say('per', lang)} {say_duration(times.per, lang, bare=True)}" if times.per else ""
    length = say("lasting", lang).format(length=say_duration(times.length, lang)) if times.length else ""
    return " ".join(filter(None, (often + per, length)))


def say_bounds(bounds: Bounds | Times | Seat, lang: str) -> str:
    """Say a number that only its bounds may be known of: "30", "7–9", "at least 2", or nothing."""
    least, most = bounds.at_least, bounds.at_most
    if least and most:
        return str(least) if least == most else f"{least}–{most}"
    if least:
        return f"{say('key_at_least', lang)} {least}"
    return f"{say('key_at_most', lang)} {most}" if most else ""


# -- the frame of a sentence -------------------------------------------------------------------------------------------


def _frame(values: Values, lang: str) -> str:
    """Say that a statement is proposed, planned or former, or denied, before it is made; "" where it is neither."""
    words = [] if values["status"] == "adopted" else [say(f"frame_{values['status']}", lang)]
    if values["negative"]:
        words.append(say("frame_negative_within" if words else "frame_negative", lang))
    return " ".join(words)


def _finish(said: str, remarks: Iterable[str]) -> str:
    told = ", ".join(filter(None, remarks))
    said = f"{said} ({told})" if told else said
    return capitalise(said).removesuffix(".") + "."


def _find_remarks(values: Values, lang: str) -> list[str]:
    """Find what must not be lost and has no place in the clause."""
    keys = [values[key] for key, usual in _AXES if values[key] != usual]
    keys += [_PAIRS[values["pairs"]]] if values.get("pairs") else []
    keys += [_EXTENTS[values["extent"]]] if values.get("extent") in _EXTENTS else []
    keys += [values["deontic"]] if _has_own_words(values) and values["deontic"] not in (None, "none") else []
    return [say(key, lang) for key in keys]


def _has_own_words(values: Values) -> bool:
    """Tell whether an aim is in free words, which stand in the present tense and leave the modality unsaid."""
    aim = values.get("aim") or values.get("aim_en")
    return isinstance(aim, Text) or ("verb" in values and aim is not None)


_AXES = (("basis", "stated"), ("mode", "rule"), ("scope", "inside"))
_PAIRS = {"own": "each_its_own", "class": "of_kind"}
_EXTENTS = {"most": "mostly", "some": "partly", "further": "extent_further"}
_HOLDS = {"possibly": "possibly", "no": "other_date", "not_covered": "not_covered"}


# -- lines and paths ---------------------------------------------------------------------------------------------------


class _Ends(NamedTuple):
    """The two sides of a line as they are walked, by local ids; a member stands in for its group."""

    holders: tuple[str, ...]
    receivers: tuple[str, ...]
    manner: str | None
    turned: bool  # a line without direction, from its far end
    jointly_toward: bool
    each_other: bool
    others: bool  # of a group act toward one of its members


def _find_ends(case: CaseData, line: Line, source: str | None, target: str | None) -> _Ends:
    start: tuple[str, ...] = (line["from"], *line["with"])
    end: tuple[str, ...] = (line["to"],) if line["to"] else ()
    applies = line["holder_as"], line["toward_as"]
    within = line["id"].endswith(f"--{EACH_OTHER}")
    met = source in end or (target is not None and target in start)
    turned = not within and _is_symmetric(case, line) and met
    if turned:
        start, end, applies = end, start, (applies[1], applies[0])
    holders, receivers = _stand_in(start, source), _stand_in(end, target)
    return _Ends(
        tuple(name.removeprefix(f"{case.id}.") for name in holders),
        tuple(name.removeprefix(f"{case.id}.") for name in receivers),
        # seats are given by a group as a whole: who gives how many is what the count says
        manner=None
        if holders != start or within or line["seat"] or line["any"]
        else "jointly"
        if line["with"] and applies[0]
        else applies[0],
        turned=turned,
        jointly_toward=applies[1] == "jointly" and receivers == end,
        each_other=within and receivers == end,
        others=within and holders == start and receivers != end,
    )


def _is_symmetric(case: CaseData, line: Line) -> bool:
    verb = case.vocabulary.verbs.get(line["verb"])
    return verb is not None and verb.symmetric


def _stand_in(names: tuple[str, ...], actor: str | None) -> tuple[str, ...]:
    return names if actor is None or actor in names else (actor, *names[1:])


def _say_holders(case: CaseData, line: Line, ends: _Ends, lang: str) -> str:
    if ends.others:
        return say("others_of", lang).format(group=_name(case, line["from"].removeprefix(f"{case.id}."), lang))
    return _names(case, ends.holders, lang)


def _say_receivers(case: CaseData, line: Line, ends: _Ends, lang: str) -> str:
    if ends.each_other:
        group = line["from"].removeprefix(f"{case.id}.")
        if ends.holders == (group,):
            return say("each_other", lang)
        return say("others_of", lang).format(group=_name(case, group, lang))
    names = _names(case, ends.receivers, lang)
    return f"{names} {say('met_jointly', lang)}" if ends.jointly_toward else names


def _build_clause(case: CaseData, line: Line, ends: _Ends, lang: str) -> _Clause:
    fact = case.facts[line["record"].removeprefix(f"{case.id}.")]
    return _Clause(
        verb=_read_aim(line, lang, plural=_are_several(case, ends.holders)) or _find_verb(case, line["verb"]),
        deontic=None if ends.turned else line["deontic"],  # the duty is that of the holder as coded
        manner=ends.manner,
        toward=_say_receivers(case, line, ends, lang),
        object=_read(line, "object", lang),
        topics=say_topics(case, fact, lang),
        asides=_read_asides(line, lang),
        times=say_times(fact, lang),
        seats=say_seats(line["seat"], line["count"], lang),
        denied=bool(line["negative"]),
    )


def _find_line_remarks(case: CaseData, line: Line, ends: _Ends, via: str | None, lang: str) -> list[str]:
    group = (via or "").removeprefix(f"{case.id}.")
    told = ends.each_other or ends.others  # the group stands in the sentence itself
    through = [f"{say('via', lang)} {_name(case, group, lang)}"] if group and not told else []
    pairs = None if via and line["pairs"] == "own" else line["pairs"]  # a member stands with its own already
    either = [say("one_or_other", lang)] if line["any"] else []
    return [*through, *_find_remarks({**line, "pairs": pairs}, lang), *either]


def _case_of(graph: Graph, line: Line) -> CaseData:
    case: CaseData = graph.graph["dataset"].cases[line["case"]]
    return case


def say_line(
    graph: Graph, line: Line, lang: str, *,
    source: str | None = None, target: str | None = None, via: str | None = None, holds: str = "yes",
) -> str:  # fmt: skip
    """Say a line as one sentence.

    Parameters
    ----------
    line
        The attributes of an edge, or of a statement without receiver, whose `to` is None.
    source, target
        The ends as they apply, by global id: a member of the group at that end, a joint holder, or the far end of a
        line without direction. Default: as coded.
    via
        The group (global id) that the line is coded at, where an end is only a member of it.
    holds
        Whether it holds at the date asked about: yes, possibly, no or not_covered.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> G = load_graph()
    >>> say_line(G, G.get_edge_data("vasterbotten.utvecklingsdirektoren", "vasterbotten.kommunchefsnatverket")[
    ...     "vasterbotten.direktoren-leder-kommunchefsnatverket--utvecklingsdirektoren--leads--kommunchefsnatverket"
    ... ], "en")
    'Regionala utvecklingsdirektören leads Kommunchefsnätverket.'
    """
    case = _case_of(graph, line)
    ends = _find_ends(case, line, source, target)
    frame = _frame(line, lang)
    does = _build_clause(case, line, ends, lang).say(lang, plural=_are_several(case, ends.holders), within=bool(frame))
    said = " ".join(filter(None, (frame, _say_holders(case, line, ends, lang), does)))
    known = holds == "yes" or (holds == "possibly" and line["any"])  # "one or the other" says so already
    held = [] if known else [say(_HOLDS[holds], lang)]
    return _finish(said, [*_find_line_remarks(case, line, ends, via, lang), *held])


Step = tuple[Line, str, "str | None", "str | None"]


def say_path(graph: Graph, hops: Sequence[Step], lang: str, *, holds: str = "yes") -> str:
    """Say a way along lines as one sentence: A prepares for B, which recommends to C.

    Parameters
    ----------
    hops
        (line, source, target, via) of each step, by global ids; each source is the target before it. A line may be
        walked from a joint holder, or, where it has no direction, from its far end.
    holds
        Whether the path as a whole holds.
    """
    if len(hops) == 1:
        line, source, target, via = hops[0]
        return say_line(graph, line, lang, source=source, target=target, via=via, holds=holds)
    clauses, remarks = [], []
    for number, (line, source, target, via) in enumerate(hops, 1):
        case = _case_of(graph, line)
        ends = _find_ends(case, line, source, target)
        if number < len(hops) and target == line["from"]:  # all of the group acts next, not only the others
            ends = ends._replace(each_other=False)
        clauses.append(_say_step(case, line, ends, source, lang, first=number == 1))
        told = [*_find_line_remarks(case, line, ends, via, lang), *_read_asides(line, lang)]
        told = told if line["status"] == "adopted" else [say(line["status"], lang), *told]
        remarks += [f"{say('key_step', lang)} {number}: {', '.join(told)}"] if told else []
    held = [say(_HOLDS[holds], lang)] if holds != "yes" else []
    return _finish(", ".join(clauses), ["; ".join([*remarks, *held])])


def _say_step(case: CaseData, line: Line, ends: _Ends, source: str, lang: str, *, first: bool) -> str:
    """Say a step: the first with its holders, each further one as a clause on the receiver before it."""
    clause = _build_clause(case, line, ends, lang)
    if first:
        plural = _are_several(case, ends.holders)
        return f"{_say_holders(case, line, ends, lang)} {clause.say_briefly(lang, plural=plural, within=False)}"
    actor = source.removeprefix(f"{case.id}.")
    partners = [name for name in ends.holders if name != actor]
    beside = f"{say('with', lang)} {_names(case, partners, lang)}" if partners else ""
    does = clause._replace(manner=None if partners else clause.manner).say_briefly(
        lang, plural=_are_several(case, (actor,)), within=True
    )
    relative = say("that_who" if case.class_of(actor) == "role" else "that_which", lang)
    return " ".join(filter(None, (relative, beside, does)))


# -- records -----------------------------------------------------------------------------------------------------------


def say_record(case: CaseData, file: str, record: Any, lang: str) -> str:
    """Say a record as one sentence.

    Parameters
    ----------
    file
        The list that it stands in: actors, topics, instruments, seats, mandates, procedures, events, sources, or
        cases for the case itself.
    """
    said, remarks = _SAYERS[file](case, record, lang)
    return _finish(said, remarks)


Said = tuple[str, list[str]]  # a sentence without its end, and the remarks on it


def _say_mandate(case: CaseData, mandate: Mandate, lang: str) -> Said:
    values = dict(mandate)
    holders = (*mandate.holder, *mandate.with_)
    plural = _are_several(case, holders[-1:] if mandate.any == "holder" else holders)
    receivers = [
        say("each_other", lang) if name == EACH_OTHER else _name(case, name, lang)
        + (f" {say('met_jointly', lang)}" if mandate.toward_as == "jointly" and case.is_group(name) else "")
        for name in mandate.toward
    ]  # fmt: skip
    clause = _Clause(
        verb=_find_verb(case, mandate.aim) if isinstance(mandate.aim, str) else _read_aim(values, lang, plural=plural),
        deontic=mandate.deontic,
        manner=None
        if EACH_OTHER in mandate.toward or mandate.any
        else "jointly"
        if mandate.with_
        else mandate.holder_as,
        toward=_join(receivers, lang, either=mandate.any == "toward"),
        object=_read(values, "object", lang),
        topics=say_topics(case, mandate, lang),
        asides=_read_asides(values, lang),
        times=say_times(mandate, lang),
        denied=mandate.negative,
    )
    frame = _frame(values, lang)
    does = clause.say(lang, plural=plural, within=bool(frame))
    said = " ".join(filter(None, (frame, _names(case, holders, lang, either=mandate.any == "holder"), does)))
    step = [f"{say('key_step', lang)} {mandate.step}"] if mandate.step else []
    return said, [*_find_remarks(values, lang), *step]


def _say_kind(record: Fact, name: str, kind: str | None, lang: str, *, plural: bool = False, key: str = "") -> Said:
    """Say what a record is; status stands in the remarks, since being something is neither proposed nor planned."""
    if record.negative:
        return say("do_not_exist" if plural else "does_not_exist", lang).format(name=name), _find_state(record, lang)
    key = key or ("of_the_kind" if kind else "named_only")
    said = say(key, lang).format(name=name, is_=say("are" if plural else "is", lang), kind=kind)
    return said, _find_state(record, lang)


def _find_state(record: Fact, lang: str) -> list[str]:
    status = [] if record.status == "adopted" else [say(record.status, lang)]
    return [*status, *_find_remarks(dict(record), lang)]


def _say_actor(case: CaseData, actor: Actor, lang: str) -> Said:
    kind = case.kind_of(actor.id)
    tier, side = case.tier_of(actor.id), case.side_of(actor.id)
    more = [
        *([say(f"tier_{tier}", lang)] if tier else []),
        *([say(f"side_{side}", lang)] if side else []),
        *([say(f"formal_{str(actor.formal).lower()}", lang)] if actor.formal is not None else []),
        *([say_seats("member", actor.size, lang)] if actor.size else []),
        *([say("in_number", lang).format(count=actor.number)] if actor.number else []),
    ]
    label, group = case.vocabulary.kinds.get(kind or ""), case.is_group(actor.id)
    if label and label.member_kind:
        label = case.vocabulary.kinds[label.member_kind]
    said, remarks = _say_kind(
        actor, _name(case, actor.id, lang), label.label.words(lang) if label else None, lang,
        plural=_are_several(case, (actor.id,)), key="group_of_the_kind" if group else "",
    )  # fmt: skip
    if actor.negative:
        return said, remarks
    said = ", ".join((said, *more))
    return f"{said}: {_names(case, actor.members, lang)}" if actor.members else said, remarks


def _say_topic(case: CaseData, topic: Topic, lang: str) -> Said:
    name = say("the_topic", lang).format(name=topic.name.words(lang))
    said, remarks = _say_kind(topic, name, say(topic.kind, lang), lang)
    if topic.list is None or topic.negative:
        return said, remarks
    listed = case.topic_lists[topic.list].name.words(lang)
    place = say("in_the_list" if topic.order else "listed_in", lang).format(order=topic.order, list=listed)
    return f"{said}, {place}", remarks


def _say_topic_list(case: CaseData, topics: TopicList, lang: str) -> Said:
    named = [topic.name.words(lang) for topic in case.topics.values() if topic.list == topics.id]
    name = topics.name.words(lang)
    remarks = [*([say("list_open", lang)] if topics.open else []), *_find_state(topics, lang)]
    if topics.count and not named:
        return say("list_counts", lang).format(name=name, count=topics.count), remarks
    said = say("the_list", lang).format(name=name)
    if topics.count and topics.count != len(named):
        remarks.insert(0, say("list_of", lang).format(count=topics.count))
    return (f"{said}: {', '.join(named)}" if named else f"{said} {say('is_coded', lang)}"), remarks


def _say_instrument(case: CaseData, instrument: Instrument, lang: str) -> Said:
    kind = case.vocabulary.instrument_kinds[instrument.kind].label.words(lang)
    name = say("the_instrument", lang).format(name=instrument.name.words("sv"))
    said, remarks = _say_kind(instrument, name, kind, lang)
    if instrument.negative:
        return said, remarks
    parties = "instrument_parties" if _are_several(case, instrument.parties) else "instrument_party"
    facts = [
        (parties if key == "parties" else f"instrument_{key}", _names(case, named, lang))
        for key in ("parties", "part_of", "one_per", "adopted_by", "governs", "supplements")
        if (named := _as_tuple(getattr(instrument, key)))
    ]
    facts += [("instrument_recurrence", instrument.recurrence.words(lang))] if instrument.recurrence else []
    return _join([said, *(say(key, lang).format(names=names) for key, names in facts)], lang), remarks


def _as_tuple(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _say_procedure(_case: CaseData, procedure: Procedure, lang: str) -> Said:
    name = procedure.name.words(lang)
    if procedure.negative:
        return _say_kind(procedure, name, None, lang)
    steps = ", ".join(f"({number}) {step.words(lang)}" for number, step in enumerate(procedure.steps, 1))
    return say("runs_so", lang).format(name=name, steps=steps), _find_state(procedure, lang)


def _say_seat(case: CaseData, seat: Seat, lang: str) -> Said:
    plural, frame = _are_several(case, (seat.organ,)), _frame(dict(seat), lang)
    modal = _say_modal(seat.deontic, lang, within=bool(frame))
    has = f"{modal} {say('to_have_seats', lang)}" if modal else say("have_seats" if plural else "has_seats", lang)
    said = " ".join(filter(None, (frame, _name(case, seat.organ, lang), has, _say_seats_from(case, seat, lang))))
    said = ", ".join((said, *_say_seat_terms(case, seat, lang)))
    extra = [say("seat_extra", lang)] if seat.extra else []
    vacant = [say("key_vacant", lang)] if seat.vacant else []
    return said, [*_find_remarks(dict(seat), lang), *extra, *vacant]


def _say_seats_from(case: CaseData, seat: Seat, lang: str) -> str:
    one = seat.count == 1 or (seat.count is None and {seat.at_least, seat.at_most} in ({1}, {1, None}))
    noun = say(seat.kind if one else f"{seat.kind}s", lang)
    if seat.count == "all" and seat.drawn_from:
        return say("all_in", lang).format(body=_name(case, seat.drawn_from, lang), seats=noun)
    said = [str(seat.count or "") or say_bounds(seat, lang), noun]
    if seat.drawn_from == seat.organ:
        said.append(say("from_within", lang))
    elif seat.drawn_from:
        said.append(f"{say('from', lang)} {_name(case, seat.drawn_from, lang)}")
    if seat.represents:
        said.append(say("seat_for", lang).format(names=_names(case, seat.represents, lang)))
    return " ".join(filter(None, said))


def _say_seat_terms(case: CaseData, seat: Seat, lang: str) -> Iterable[str]:
    if each := seat.per_member:
        yield say("each_of", lang).format(count=say_bounds(each, lang) if isinstance(each, Bounds) else each)
    if seat.role:
        roles = [case.actors[role].name.words("sv") for role in seat.role]
        yield say("in_the_role", lang).format(roles=_join(roles, lang))
    if seat.appointed_by:
        yield say("seat_by", lang).format(names=_name(case, seat.appointed_by, lang))
    if seat.preference:
        yield say("seat_preferably", lang).format(words=seat.preference.words(lang))
    if seat.term:
        yield say("seat_term", lang).format(length=say_duration(seat.term, lang))
    yield from (text.words(lang) for text in (seat.rotation, seat.condition) if text)


def say_event(case: CaseData, event: Event, lang: str) -> str:
    """Say an event in the present tense, without its date."""
    return _say_event(case, event, lang)[0]


def _say_event(case: CaseData, event: Event, lang: str) -> Said:
    """Say an event in the present tense, as chronicles do; the date stands in brackets, as coded."""
    named = event.kind == "renamed"
    old, new = (_join(names, lang) if named else _names(case, names, lang) for names in (event.from_, event.to))
    several = _are_several(case, event.of or event.from_)
    said = say(f"event_{event.kind}", lang).format(
        of=_names(case, event.of, lang), old=old, new=new, is_=say("are" if several else "is", lang),
        s="" if several else "s",
    )  # fmt: skip
    values = dict(event)
    return f"{_frame(values, lang)} {said}".strip(), [say_date(event.date or "", lang), *_find_remarks(values, lang)]


def _say_source(case: CaseData, source: Source, lang: str) -> Said:
    known = case.vocabulary.instrument_kinds.get(source.kind)
    said = [
        say("source_kind", lang).format(
            title=source.title.words("sv"), kind=known.label.words(lang) if known else source.kind
        ),
        say("source_from", lang).format(publisher=source.publisher.words("sv")),
        *([say("source_covers", lang).format(period=source.covers)] if source.covers else []),
    ]
    return _join(said, lang), [say("dated", lang).format(date=source.date)] if source.date else []


def _say_case(_case: CaseData, record: Case, lang: str) -> Said:
    kind = say(f"kind_{record.kind}", lang)
    said = say("case_of_kind", lang).format(name=record.name.words("sv"), kind=kind, period=record.period)
    return said, [] if record.basis == "stated" else [say(record.basis, lang)]


_SAYERS: dict[str, Callable[[CaseData, Any, str], Said]] = {
    "actors": _say_actor,
    "topics": _say_topic,
    "topic_lists": _say_topic_list,
    "instruments": _say_instrument,
    "seats": _say_seat,
    "mandates": _say_mandate,
    "procedures": _say_procedure,
    "events": _say_event,
    "sources": _say_source,
    "cases": _say_case,
}
