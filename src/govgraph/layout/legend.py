"""What is on the picture → its legend: verbs by family with counts, kinds of boxes, what the dashes mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from govgraph.layout.letters import measure_text
from govgraph.layout.scene import Box, Entry, Letters, Wire
from govgraph.layout.states import CHANGES
from govgraph.layout.style import GAP_DASHES, describe_style, find_dashes, order_styles
from govgraph.vocabulary import Vocabulary
from govgraph.words import capitalise, say

__all__ = ["Legend", "build_legend"]

SIZE = 6.5
_ROW = 10.4
_GAP = 10.0  # between entries
_SAMPLE = {"line": 21.0, "box": 11.0}
_NOWHERE = Letters("", 0, 0, SIZE)


@dataclass(frozen=True)
class _Row:
    """A heading and its samples, before they have a place."""

    heading: str
    samples: tuple[tuple[str, Entry], ...]
    colour: str = "#111111"

    def measure(self) -> float:
        """Measure what the samples take in one row."""
        return sum(_measure_sample(*sample) for sample in self.samples)


def _measure_sample(words: str, entry: Entry) -> float:
    return _SAMPLE["box" if entry.kind else "line"] + 4 + measure_text(words, SIZE) + _GAP


@dataclass
class Legend:
    """The legend while it is being laid out; `bottom` is where the next row begins."""

    left: float
    right: float
    bottom: float
    indent: float
    entries: list[Entry] = field(default_factory=list)
    headings: list[Letters] = field(default_factory=list)

    def add_rows(self, rows: Sequence[_Row]) -> None:
        """Set the rows one below the other, two short ones that follow each other side by side."""
        half = round((self.right - self.left) / 2, 2)
        waiting = list(rows)
        while waiting:
            row = waiting.pop(0)
            if waiting and all(self.indent + each.measure() <= half for each in (row, waiting[0])):
                self._set(waiting.pop(0), self.left + half)
            self._set(row, self.left)
            self.bottom += _ROW

    def _set(self, row: _Row, left: float) -> None:
        self.headings.append(
            Letters(row.heading, left, round(self.bottom + 7.4, 2), SIZE, bold=True, colour=row.colour)
        )
        x = left + self.indent
        for words, entry in row.samples:
            sample, width = _SAMPLE["box" if entry.kind else "line"], _measure_sample(words, entry)
            if x + width - _GAP > self.right and x > left + self.indent:
                x = left + self.indent
                self.bottom += _ROW
            label = Letters(words, round(x + sample + 4, 2), round(self.bottom + 7.4, 2), SIZE)
            self.entries.append(replace(entry, x=round(x, 2), y=round(self.bottom + 5.1, 2), width=sample, label=label))
            x += width


def build_legend(
    vocabulary: Vocabulary,
    wires: Sequence[Wire],
    boxes: Sequence[Box],
    lang: str,
    *,
    left: float,
    right: float,
    top: float,
    gaps: bool = False,
    dated: bool = False,
) -> Legend:
    """Build the legend of a picture: every style that is on it, and no other.

    `gaps` where places are left open; `dated` where what changed did so between two dates.
    """
    shown = {wire.family for wire in wires}
    rows = [
        _Row(
            capitalise(family.label.words(lang)),
            tuple(_verb_samples(vocabulary, family.id, wires, lang)),
            family.colour,
        )
        for family in vocabulary.families.values()
        if family.id in shown
    ]
    rows.append(_Row(capitalise(say("actors", lang)), tuple(_box_samples(vocabulary, boxes, lang, gaps=gaps))))
    if wires:
        rows.append(_Row(capitalise(say("status", lang)), tuple(_style_samples(wires, lang))))
    changes = ({wire.change for wire in wires} | {box.change for box in boxes}) - {""}
    if changes:
        rows.append(_Row(say("change", lang), tuple(_change_samples(changes, lang, dated=dated))))
    indent = max(measure_text(row.heading, SIZE, bold=True) for row in rows) + 9
    legend = Legend(left, right, top, round(indent, 2))
    legend.add_rows(rows)
    return legend


def _verb_samples(vocabulary: Vocabulary, family: str, wires: Sequence[Wire], lang: str) -> Iterable[tuple[str, Entry]]:
    counts = Counter(verb for verb, _ in {(wire.verb, line) for wire in wires for line in wire.ids})
    for verb in vocabulary.verbs.values():
        if verb.family == family and counts[verb.id]:
            colour = vocabulary.families[family].colour
            entry = Entry(0, 0, 0, _NOWHERE, verb=verb.id, colour=colour, head=verb.arrowhead, symmetric=verb.symmetric)
            yield f"{verb.label.words(lang)} ({counts[verb.id]})", entry


def _box_samples(vocabulary: Vocabulary, boxes: Sequence[Box], lang: str, *, gaps: bool) -> Iterable[tuple[str, Entry]]:
    present = {box.class_ for box in boxes}
    for kind in vocabulary.classes.values():
        if kind.id in present:
            yield (
                kind.label.words(lang),
                Entry(0, 0, 0, _NOWHERE, kind=kind.id, fill=kind.fill, double=kind.id == "group"),
            )
    if any(box.faint for box in boxes):
        yield say("outside", lang), Entry(0, 0, 0, _NOWHERE, kind="outside", fill="#ffffff", faint=True)
    if "" in present:
        yield say("nobody_named", lang), Entry(0, 0, 0, _NOWHERE, kind="unspecified", fill="#ffffff", dashes=(2.0, 1.4))
    if gaps:
        yield say("open_place", lang), Entry(0, 0, 0, _NOWHERE, kind="empty", fill="#ffffff", dashes=GAP_DASHES)


def _change_samples(changes: Collection[str], lang: str, *, dated: bool) -> Iterable[tuple[str, Entry]]:
    for change in CHANGES:
        if change in changes:
            yield say(f"{'change' if dated else 'proposal'}_{change}", lang), Entry(0, 0, 0, _NOWHERE, change=change)


def _style_samples(wires: Sequence[Wire], lang: str) -> Iterable[tuple[str, Entry]]:
    styles = {(wire.status, wire.basis, wire.mode) for wire in wires}
    for key in order_styles():
        if key in styles:
            status = " ".join(word for word in key if word not in {"stated", "rule"})
            yield describe_style(key, lang), Entry(0, 0, 0, _NOWHERE, status=status, dashes=find_dashes(key))
    if any(wire.scope == "outside" for wire in wires):
        yield say("outside", lang), Entry(0, 0, 0, _NOWHERE, status="outside", faint=True)
