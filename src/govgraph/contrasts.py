"""Two cases → what one has and the other lacks: functions that actors play, and lines from function to function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from govgraph.cases import CaseData
from govgraph.graph import Graph
from govgraph.lines import Line
from govgraph.projections import HAD, RANK, Claim, Pattern, Player, Side
from govgraph.sentences import say_name
from govgraph.shapes import Text
from govgraph.telling import (
    Contrast,
    Row,
    are_several,
    join_words,
    name_case,
    name_owner,
    quote,
    say_both,
    say_claim,
    word_both,
)
from govgraph.words import say

__all__ = ["contrast_cases"]


def contrast_cases(graph: Graph, left: CaseData, right: CaseData) -> Contrast:
    """Compare two cases, each in its own period, by the functions that their actors play.

    Returns
    -------
    Contrast
        Rows in the order of the vocabulary: what rests on statements, then what rests on silence; in both functions,
        then lines. Turned round, the rows are the same with left and right exchanged. `counts` holds how many lines of
        each side have an end that plays no function, so that no other case has their like.
    """
    sides = (Side(graph, left), Side(graph, right))
    rows = [*_contrast_functions(sides), *_contrast_lines(sides)]
    ordered = sorted(rows, key=lambda row: _order(graph, row))
    notes = [*_note_no_organs(sides), say_both("diff_functions_are_judged")]
    notes += [_note_left_out(side) for side in sides if side.uncompared]
    left_out = {"left": len(sides[0].uncompared), "right": len(sides[1].uncompared)}
    return Contrast(tuple(ordered), tuple(notes), {"left_out": left_out})


def _order(graph: Graph, row: Row) -> tuple[object, ...]:
    words = graph.graph["dataset"].vocabulary
    functions, verbs = list(words.functions), list(words.verbs)
    places = [functions.index(name) for name in (*row.functions, *row.toward)]
    return row.rests_on == "silence", row.kind, places, verbs.index(row.verb) if row.verb else -1, sorted(row.records)


def _note_no_organs(sides: Iterable[Side]) -> list[Text]:
    return [say_both("diff_no_organs", owner=partial(name_owner, side.case)) for side in sides if not side.case.organs]


def _note_left_out(side: Side) -> Text:
    count = len(side.uncompared)
    return say_both(
        "diff_left_out_one" if count == 1 else "diff_left_out",
        count=str(count),
        case=name_case(side.case),
    )


# -- functions ---------------------------------------------------------------------------------------------------------


def _contrast_functions(sides: Sequence[Side]) -> Iterator[Row]:
    for function, word in sides[0].case.vocabulary.functions.items():
        states = [_find_best(side.players.get(function, ())) for side in sides]
        had = [state in HAD for state in states]
        if states[0] == states[1] or all(had):
            continue
        named = [_Named(side, function, state) for side, state in zip(sides, states, strict=True)]
        first = named[0] if states[0] is not None and (had[0] or not had[1]) else named[1]
        second = named[1] if first is named[0] else named[0]
        yield Row(
            change=_name_change(*had),
            kind="function",
            sentence=say_both(
                "diff_function",
                function=word.label.words,
                first=first.say,
                second=second.say,
            ),
            left=named[0].words,
            right=named[1].words,
            rests_on="silence" if None in states else "statement",
            functions=(function,),
            records=tuple(dict.fromkeys(record for each in named for record in each.records)),
        )


def _find_best(players: Sequence[Player]) -> str | None:
    return min((player.state for player in players), key=RANK.__getitem__, default=None)


def _name_change(left: bool, right: bool) -> str:
    if left != right:
        return "only_left" if left else "only_right"
    return "differs"


@dataclass(frozen=True)
class _Named:
    """The actors of one case that play a function most surely, in words."""

    side: Side
    function: str
    state: str | None

    @property
    def _players(self) -> list[Player]:
        had = {self.state, *(HAD if self.state in HAD else ())}
        return [player for player in self.side.players.get(self.function, ()) if player.state in had]

    @property
    def records(self) -> tuple[str, ...]:
        return tuple(f"{self.side.case.id}.{fact}" for player in self._players for fact in player.facts)

    @property
    def words(self) -> Text | None:
        if self.state is None:
            return None
        frame = "" if self.state in HAD else f"diff_plays_{self.state}"
        return word_both(lambda lang: f"{self._name(lang)}{f' ({say(frame, lang)})' if frame else ''}")

    @property
    def _actors(self) -> list[str]:
        return [f"{self.side.case.id}.{player.actor}" for player in self._players]

    def _name(self, lang: str) -> str:
        return join_words([say_name(self.side.graph, actor, lang) for actor in self._actors], lang)

    def say(self, lang: str) -> str:
        """Say who plays it as the half of a sentence."""
        if self.state is None:
            return say("diff_nobody_plays", lang).format(owner=name_owner(self.side.case, lang))
        key = "diff_play" if are_several(self.side.case, self._actors) else "diff_plays"
        frame = "" if self.state in HAD else f", {say('diff_but', lang)} {say(f'diff_plays_{self.state}', lang)}"
        return say(key, lang).format(case=name_case(self.side.case), names=self._name(lang)) + frame


# -- lines -------------------------------------------------------------------------------------------------------------


class _Found(NamedTuple):
    """What both sides say of one or several patterns: of each, its claim on the left and on the right."""

    patterns: tuple[Pattern, ...]
    claims: tuple[tuple[Claim | None, Claim | None], ...]

    @property
    def lines(self) -> tuple[frozenset[str], frozenset[str]]:
        """The lines of each side."""
        left, right = (
            frozenset(line["id"] for pair in self.claims if (claim := pair[side]) for line in claim.lines)
            for side in (0, 1)
        )
        return left, right

    def is_one_with(self, other: _Found) -> bool:
        """Tell whether it is one difference with another: of the same lines, or lines in common that only one side has.

        An actor with several functions gives one line several patterns.
        """
        if self.patterns[0].verb != other.patterns[0].verb:
            return False
        ours, theirs = self.lines, other.lines
        silent = [not ours[side] and not theirs[side] for side in (0, 1)]
        return ours == theirs or (any(silent) and any(ours[side] & theirs[side] for side in (0, 1)))

    def join(self, other: _Found) -> _Found:
        """Join two that are one difference."""
        return _Found((*self.patterns, *other.patterns), (*self.claims, *other.claims))


def _contrast_lines(sides: Sequence[Side]) -> Iterator[Row]:
    """Contrast the lines, pattern by pattern; those that are one difference give one row."""
    joined: list[_Found] = []
    for found in _find_differing(sides):
        apart = [other for other in joined if not other.is_one_with(found)]
        for other in joined:
            found = other.join(found) if other not in apart else found  # noqa: PLW2901
        joined = [*apart, found]
    yield from (_build_line_row(sides, found) for found in joined)


def _find_differing(sides: Sequence[Side]) -> Iterator[_Found]:
    for pattern in dict.fromkeys((*sides[0].claims, *sides[1].claims)):
        claims = sides[0].claims.get(pattern), sides[1].claims.get(pattern)
        had = [claim is not None and claim.state in HAD for claim in claims]
        if None in (pattern.holder, pattern.toward) or not any(had):
            continue
        if all(had):
            one, other = claims
            if one and other and (one.deontic, one.state) != (other.deontic, other.state):
                yield _Found((pattern,), (claims,))
        else:
            near = [claim if h else side.find_near(pattern) for claim, h, side in zip(claims, had, sides, strict=True)]
            yield _Found((pattern,), ((near[0], near[1]),))


def _build_line_row(sides: Sequence[Side], found: _Found) -> Row:
    words = sides[0].case.vocabulary.functions
    holders = tuple(name for name in words if name in {pattern.holder for pattern in found.patterns})
    towards = tuple(name for name in words if name in {pattern.toward for pattern in found.patterns})
    said = [_Said.read(side, [pair[place] for pair in found.claims]) for place, side in enumerate(sides)]
    had = [each.state in HAD for each in said]
    first, second = said if had[0] else reversed(said)
    silent = second.state is None
    sentence = say_both(
        "diff_line_silent" if silent else "diff_line_both" if all(had) else "diff_line_near",
        ends=lambda lang: say("diff_ends_same" if holders == towards else "diff_ends", lang).format(
            holder=quote([words[name].label.words(lang) for name in holders], lang),
            toward=quote([words[name].label.words(lang) for name in towards], lang),
        ),
        case=name_case(first.side.case),
        first=first.say,
        second=second.say,
        other=name_case(second.side.case),
        owner=partial(name_owner, second.side.case),
        missing=partial(_say_missing, second.side, (*holders, *towards)),
    )
    return Row(
        change=_name_change(*had),
        kind="line",
        sentence=sentence,
        left=said[0].words,
        right=said[1].words,
        rests_on="silence" if silent else "statement",
        functions=holders,
        toward=towards,
        verb=found.patterns[0].verb,
        records=tuple(dict.fromkeys(line["record"] for each in said for line in each.every)),
    )


@dataclass(frozen=True)
class _Said:
    """What one side says of a difference: the lines that say it most strongly, and all that do."""

    side: Side
    state: str | None
    lines: tuple[Line, ...] = ()
    every: tuple[Line, ...] = ()

    @classmethod
    def read(cls, side: Side, claims: Sequence[Claim | None]) -> _Said:
        """Read the claims that one side makes of the patterns of a difference."""
        made = [claim for claim in claims if claim]
        if not made:
            return cls(side, None)
        every = {line["id"]: line for claim in made for line in claim.lines}
        strongest = {line["id"]: line for claim in made for line in claim.strongest}
        return cls(side, made[0].state, tuple(strongest.values()), tuple(every.values()))

    def say(self, lang: str) -> str:
        """Say it as a clause; what is no rule begins with what it is instead."""
        clause = say_claim(self.side.graph, self.lines, lang)
        if self.state is None or self.state in HAD:
            return clause
        state = "banned" if self.state == "stated_not" and not self.lines[0]["negative"] else self.state
        return f"{say(f'diff_says_{state}', lang)} {clause}"

    @property
    def words(self) -> Text | None:
        """The clause for a cell, and in brackets what it is where it is no rule; None where the text does not say."""
        if self.state is None:
            return None
        key = None if self.state in {*HAD, "unspecified"} else f"state_{self.state}"
        key = "planned" if self.state == "planned" else key
        return word_both(
            lambda lang: say_claim(self.side.graph, self.lines, lang) + (f" ({say(key, lang)})" if key else "")
        )


def _say_missing(side: Side, functions: Iterable[str], lang: str) -> str:
    """Say which of the functions no actor of the case plays, if any; that it has no organs at all is a note."""
    if not side.case.organs:
        return ""
    words = side.case.vocabulary.functions
    lacking = [words[name].label.words(lang) for name in dict.fromkeys(functions) if not side.players.get(name)]
    return say("diff_missing", lang).format(functions=quote(lacking, lang, by="or")) if lacking else ""
