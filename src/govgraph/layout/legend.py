"""What is on the picture → its legend: verbs by family with counts, kinds of boxes, what the dashes mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govgraph.layout.letters import measure_text
from govgraph.layout.scene import Box, Entry, Letters, Wire
from govgraph.layout.style import describe_style, find_dashes, order_styles
from govgraph.vocabulary import Vocabulary
from govgraph.words import say

__all__ = ["Legend", "build_legend"]

SIZE = 6.5
_ROW = 10.4
_SAMPLE = {"line": 21.0, "box": 11.0}


@dataclass
class Legend:
    """The legend while it is being laid out; `bottom` is where the next row begins."""

    left: float
    right: float
    bottom: float
    indent: float
    entries: list[Entry] = field(default_factory=list)
    headings: list[Letters] = field(default_factory=list)

    def add_row(self, heading: str, samples: Iterable[tuple[str, Entry]], *, colour: str = "#111111") -> None:
        """Set one heading and its entries, in as many rows as they take."""
        self.headings.append(Letters(heading, self.left, round(self.bottom + 7.4, 2), SIZE, bold=True, colour=colour))
        x = self.left + self.indent
        for words, entry in samples:
            sample = _SAMPLE["box" if entry.kind else "line"]
            width = sample + 4 + measure_text(words, SIZE) + 10
            if x + width - 10 > self.right and x > self.left + self.indent:
                x = self.left + self.indent
                self.bottom += _ROW
            label = Letters(words, round(x + sample + 4, 2), round(self.bottom + 7.4, 2), SIZE)
            self.entries.append(_at(entry, round(x, 2), round(self.bottom + 5.1, 2), sample, label))
            x += width
        self.bottom += _ROW


def _at(entry: Entry, x: float, y: float, width: float, label: Letters) -> Entry:
    from dataclasses import replace

    return replace(entry, x=x, y=y, width=width, label=label)


_NOWHERE = Letters("", 0, 0, SIZE)


def build_legend(
    vocabulary: Vocabulary,
    wires: Sequence[Wire],
    boxes: Sequence[Box],
    lang: str,
    *,
    left: float,
    right: float,
    top: float,
) -> Legend:
    """Build the legend of a picture: every style that is on it, and no other."""
    families = [family for family in vocabulary.families.values() if any(wire.family == family.id for wire in wires)]
    headings = [_capital(family.label.words(lang)) for family in families] + [say("actors", lang), say("status", lang)]
    indent = max(measure_text(_capital(words), SIZE, bold=True) for words in headings) + 9
    legend = Legend(left, right, top, indent)
    for family in families:
        legend.add_row(
            _capital(family.label.words(lang)), _verb_samples(vocabulary, family.id, wires, lang), colour=family.colour
        )
    legend.add_row(_capital(say("actors", lang)), _box_samples(vocabulary, boxes, lang))
    styles = {(wire.status, wire.basis, wire.mode) for wire in wires}
    if wires:
        legend.add_row(
            _capital(say("status", lang)), [_style_sample(key, lang) for key in order_styles() if key in styles]
        )
    return legend


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _verb_samples(vocabulary: Vocabulary, family: str, wires: Sequence[Wire], lang: str) -> Iterable[tuple[str, Entry]]:
    counts = Counter(wire.verb for wire in wires for _ in wire.ids)
    for verb in vocabulary.verbs.values():
        if verb.family == family and counts[verb.id]:
            colour = vocabulary.families[family].colour
            entry = Entry(0, 0, 0, _NOWHERE, verb=verb.id, colour=colour, head=verb.arrowhead, symmetric=verb.symmetric)
            yield f"{verb.label.words(lang)} ({counts[verb.id]})", entry


def _box_samples(vocabulary: Vocabulary, boxes: Sequence[Box], lang: str) -> Iterable[tuple[str, Entry]]:
    present = {box.class_ for box in boxes}
    for kind in vocabulary.classes.values():
        if kind.id in present:
            yield (
                kind.label.words(lang),
                Entry(0, 0, 0, _NOWHERE, kind=kind.id, fill=kind.fill, double=kind.id == "group"),
            )
    if "" in present:
        yield say("nobody_named", lang), Entry(0, 0, 0, _NOWHERE, kind="unspecified", fill="#ffffff", dashes=(2.0, 1.4))


def _style_sample(key: tuple[str, str, str], lang: str) -> tuple[str, Entry]:
    status = " ".join(word for word in key if word not in {"stated", "rule"})
    return describe_style(key, lang), Entry(0, 0, 0, _NOWHERE, status=status, dashes=find_dashes(key))
