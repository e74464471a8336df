"""What differs, as one row with its sentence in both languages; the words that the comparisons of `diff` share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from govgraph.cases import CaseData
from govgraph.graph import Graph
from govgraph.lines import Line
from govgraph.sentences import say_name
from govgraph.shapes import Text
from govgraph.vocabulary import OTHER
from govgraph.words import LANGUAGES, capitalise, say

__all__ = [
    "Contrast",
    "Row",
    "are_several",
    "join_words",
    "name_case",
    "name_owner",
    "quote",
    "say_both",
    "say_claim",
    "word_both",
]

_MOST_NAMED = 4  # names in one place of a sentence; of more, the first are named and the rest counted


@dataclass(frozen=True)
class Row:
    """One difference.

    Attributes
    ----------
    change
        Of two cases `only_left`, `only_right` or `differs`; of two dates `began`, `ended`, `renamed`, `not_covered` or
        the kind of an event; of what is proposed `proposed`, `planned` or `differs`.
    kind
        What differs: a function, a line, or a record by its kind.
    left, right
        What each side has, in words; None where it has nothing, or where its text does not say.
    rests_on
        `silence` where one side's text does not say, `statement` where both sides are stated.
    holds
        `possibly` where the dates leave open whether it is a difference.
    functions, toward
        Ids of the functions concerned; of a line those of its holder, and those of its receiver.
    records
        Global ids of the facts that it rests on.
    """

    change: str
    kind: str
    sentence: Text
    left: Text | None = None
    right: Text | None = None
    rests_on: Literal["statement", "silence"] = "statement"
    holds: Literal["yes", "possibly"] = "yes"
    functions: tuple[str, ...] = ()
    toward: tuple[str, ...] = ()
    verb: str | None = None
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contrast:
    """What a comparison found: rows, statements first; what is to be said of the whole; counts of what is no row."""

    rows: tuple[Row, ...]
    notes: tuple[Text, ...] = ()
    counts: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)


def word_both(word: Callable[[str], str]) -> Text:
    """Word something in both languages."""
    return Text(**{lang: word(lang) for lang in LANGUAGES})


def say_both(key: str, **given: Callable[[str], str] | str) -> Text:
    """Fill the places of one of the tool's sentences in both languages; a value may hang on the language."""

    def fill(lang: str) -> str:
        values = {name: value if isinstance(value, str) else value(lang) for name, value in given.items()}
        said = say(key, lang).format(**values)
        return capitalise(said)

    return word_both(fill)


def join_words(items: Sequence[str], lang: str, *, by: str = "and") -> str:
    """Join as running text does, `by` and, or, and_or; of more than four three are named and the rest counted.

    >>> join_words(["A", "B", "C"], "en"), join_words(list("ABCDEF"), "sv"), join_words(["A", "B"], "en", by="or")
    ('A, B and C', 'A, B, C och 3 till', 'A or B')
    """
    named = list(dict.fromkeys(items))
    if len(named) > _MOST_NAMED:
        named = [*named[: _MOST_NAMED - 1], say("diff_more", lang).format(count=len(named) - _MOST_NAMED + 1)]
    glue = f" {say(by, lang)} "
    return glue.join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def quote(items: Sequence[str], lang: str, *, by: str = "and") -> str:
    """Join words that are no running text, each in the quotation marks that both languages use."""
    return join_words([f"”{item}”" for item in items], lang, by=by)


def name_case(case: CaseData) -> str:
    """Name a case as coded."""
    return case.case.name.words("sv")


def name_owner(case: CaseData, lang: str) -> str:
    """Name a case as the owner of its text: "Värmland's", "Värmlands"; a name in s takes none in Swedish."""
    name = name_case(case)
    ends = name[-1:] in {"s", "x", "z"}
    return name + (("" if ends else "s") if lang == "sv" else ("'" if name.endswith("s") else "'s"))


# -- what lines claim --------------------------------------------------------------------------------------------------


def say_claim(graph: Graph, lines: Sequence[Line], lang: str) -> str:
    """Say what lines of one verb claim together, as a clause: who does it toward whom, and no more.

    Ends stand as coded, in small letters where their names are; what only depends on how a statement is made (status,
    mode, denial) is left to the sentence that the clause stands in.
    """
    clauses: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:  # several toward one receiver are said in one clause
        clauses.setdefault((str(line["to"]), *_read_manner(line)), []).append(line)
    by_holders: dict[tuple[str, ...], list[list[Line]]] = {}
    for same in clauses.values():
        holders = tuple(dict.fromkeys(actor for line in same for actor in (line["from"], *line["with"])))
        by_holders.setdefault((*holders, *_read_manner(same[0])), []).append(same)
    said = [_say_clause(graph, [line for same in group for line in same], lang) for group in by_holders.values()]
    return join_words(said, lang)


def _read_manner(line: Line) -> tuple[str, ...]:
    """Give what lines must share to be said in one clause, beside their ends."""
    return tuple(str(line[key]) for key in ("any", "aim", "deontic", "basis"))


def _say_clause(graph: Graph, lines: Sequence[Line], lang: str) -> str:
    case: CaseData = graph.graph["dataset"].cases[lines[0]["case"]]
    holders = list(dict.fromkeys(actor for line in lines for actor in (line["from"], *line["with"])))
    either = lines[0]["any"]
    does = _say_verb(case, lines[0], lang, plural=are_several(case, holders) and either != "holder")
    if lines[0]["from"] == lines[0]["to"]:
        toward = say("each_other", lang)
    else:
        names = [say_name(graph, line["to"], lang) for line in lines]
        toward = join_words(names, lang, by="and_or" if either == "toward" else "and")
    who = join_words(
        [say_name(graph, actor, lang) for actor in holders], lang, by="and_or" if either == "holder" else "and"
    )
    inferred = f" ({say('inferred', lang)})" if lines[0]["basis"] == "inferred" else ""
    return f"{who} {does} {toward}{inferred}"


def _say_verb(case: CaseData, line: Line, lang: str, *, plural: bool) -> str:
    own = (line["aim_en"] or line["aim"]) if lang == "en" else (line["aim"] or line["aim_en"])
    if line["verb"] == OTHER and own:
        return str(own)
    verb = case.vocabulary.verbs[line["verb"]]
    if line["deontic"] in (None, "none"):
        return verb.present(lang, plural=plural)
    modal = "may_not_within" if line["deontic"] == "may_not" else line["deontic"]
    return f"{say(modal, lang)} {verb.infinitive.words(lang)}"


def are_several(case: CaseData, actors: Sequence[str]) -> bool:
    """Tell whether what these actors (global ids) are called is plural in a sentence."""
    if len(actors) != 1:
        return True
    local = actors[0].removeprefix(f"{case.id}.")
    actor = case.actors.get(local)
    return case.is_group(local) if actor is None or actor.plural is None else actor.plural
