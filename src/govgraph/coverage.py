"""A case and its documents → how much of each text is coded, by which facts, and what was left out and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from govgraph.answers import Json
from govgraph.dataset import Dataset
from govgraph.errors import UsageError
from govgraph.evidence import CueError, Document, find_passage
from govgraph.records import Evidence, Uncoded
from govgraph.tables import render_table
from govgraph.words import name_key, say

__all__ = ["CODED", "MISSED", "Coverage", "Use", "build_coverage", "measure_coverage", "word_coverage"]

CODED, MISSED = "coded", "missed"
REASONS: tuple[str, ...] = get_args(Uncoded.model_fields["reason"].annotation)
_WORDS = 8  # of a paragraph: enough to find it, as a cue is


@dataclass(frozen=True)
class Use:
    """What is made of one paragraph: the facts that cite it, or why none does. `line` and `number` count from 1."""

    source: str
    number: int
    line: int
    heading: str | None
    words: str
    facts: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def state(self) -> str:
        """`coded` where a fact cites it, else the first reason for leaving it out, else `missed`."""
        return CODED if self.facts else self.reasons[0] if self.reasons else MISSED


@dataclass(frozen=True)
class Coverage:
    """Every paragraph of every source of a case, in order."""

    case: str
    uses: tuple[Use, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many paragraphs are coded, left out for each reason, and missed."""
        counted = Counter(use.state for use in self.uses)
        return {state: counted[state] for state in (CODED, *REASONS, MISSED) if counted[state]}

    @property
    def shares(self) -> dict[str, float]:
        """Percentages of the counts with one decimal; they add up to 100 (largest remainders, as seats are shared)."""
        counts, total = self.counts, len(self.uses)
        tenths = {state: divmod(1000 * count, total) for state, count in counts.items()}
        lacking = 1000 - sum(whole for whole, _ in tenths.values())
        rounded_up = sorted(tenths, key=lambda state: -tenths[state][1])[:lacking]
        return {state: (whole + (state in rounded_up)) / 10 for state, (whole, _) in tenths.items()}

    @property
    def missed(self) -> tuple[Use, ...]:
        """The paragraphs that are neither cited nor left out with a reason."""
        return tuple(use for use in self.uses if use.state == MISSED)


def measure_coverage(dataset: Dataset, documents: Mapping[str, Document], case_id: str) -> Coverage:
    """Measure how much of its texts a case codes.

    The unit is the paragraph: a block between blank lines; a list item or a row of a table counts as one.

    Raises
    ------
    UsageError
        A cue does not resolve: what it covers is then unknown.
    """
    case = dataset.cases[case_id]
    facts: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    reasons: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)

    def find_number(evidence: Evidence) -> tuple[str, int]:
        source = f"{case_id}.{case.source_of(evidence)}"
        try:
            return source, find_passage(documents[source], evidence).number
        except CueError as err:
            raise UsageError(f"{case_id}: {err}; run evidence verify and mend it first") from err

    for fact in case.facts.values():
        for evidence in fact.evidence:
            facts[find_number(evidence)][f"{case_id}.{fact.id}"] = None
    for entry in case.uncoded.values():
        for evidence in entry.at:
            reasons[find_number(evidence)][entry.reason] = None
    uses = []
    for source in case.sources:
        document = documents[f"{case_id}.{source}"]
        for number, paragraph in enumerate(document.paragraphs, 1):
            key = (f"{case_id}.{source}", number)
            words = paragraph.text.split()
            shown = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
            passage = document.passage_at(paragraph.start, paragraph.end)
            uses.append(Use(*key, passage.line, passage.heading, shown, tuple(facts[key]), tuple(reasons[key])))
    return Coverage(case_id, tuple(uses))


def build_coverage(coverage: Coverage) -> Json:
    """Build the JSON of a coverage."""
    return {
        "case": coverage.case,
        "paragraphs": [
            {
                "source": use.source, "number": use.number, "line": use.line, "heading": use.heading,
                "words": use.words, "state": use.state, "facts": list(use.facts),
            }
            for use in coverage.uses
        ],
        "counts": coverage.counts,
        "shares": coverage.shares,
    }  # fmt: skip


def word_coverage(coverage: Coverage, lang: str = "en") -> str:
    """Word a coverage as text: each paragraph with what is made of it, then the counts and shares."""
    states = {state: say(f"paragraph_{state}", lang) for state in (CODED, *REASONS, MISSED)}
    rows = [
        {
            name_key("line", lang): use.line,
            name_key("paragraph", lang): use.words,
            name_key("coded_by", lang): "; ".join(fact.removeprefix(f"{coverage.case}.") for fact in use.facts)
            or f"({states[use.state]})",
        }
        for use in coverage.uses
    ]
    shares = coverage.shares
    said = ", ".join(f"{states[state]} {count} ({shares[state]} %)" for state, count in coverage.counts.items())
    total = say("paragraphs_in", lang).format(case=coverage.case, count=len(coverage.uses), shares=said)
    return f"{render_table(rows)}\n\n{total}"
