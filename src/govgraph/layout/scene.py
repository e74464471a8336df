"""What a picture holds, in points (1/72 inch) from its upper left corner: what all formats share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Band", "Box", "Bridge", "Entry", "Gap", "Lane", "Letters", "Panel", "Point", "Scene", "Wire"]

Point = tuple[float, float]


@dataclass(frozen=True)
class Letters:
    """One line of text. `y` is its base line; `anchor` says which part of it stands at `x`."""

    words: str
    x: float
    y: float
    size: float
    bold: bool = False
    anchor: str = "start"  # start | middle
    upright: bool = False  # turned a quarter to the left, read from below
    colour: str = "#111111"


@dataclass(frozen=True)
class Lane:
    """A column of the picture: one side of the cooperation, with its heading."""

    side: str
    x: float
    y: float
    width: float
    height: float
    head: float  # height of the heading above y
    label: Letters


@dataclass(frozen=True)
class Band:
    """A row of the picture: one tier of the cooperation, with its heading."""

    tier: str
    x: float
    y: float
    width: float
    height: float
    head: float  # width of the heading left of x
    label: Letters


@dataclass(frozen=True)
class Box:
    """An actor in its lane and band. `dashed` marks one that nobody named."""

    id: str
    x: float
    y: float
    width: float
    height: float
    fill: str
    label: tuple[Letters, ...]
    title: str
    class_: str = ""
    function: str = ""
    dashed: bool = False
    double: bool = False  # a second outline inside: a group of actors
    faint: bool = False  # outside what the agreement covers
    change: str = ""  # of a picture of two states: one of `states.CHANGES`


@dataclass(frozen=True)
class Gap:
    """A function's place where a case has nobody to show; `state` is that of a cell."""

    function: str
    state: str
    x: float
    y: float
    width: float
    height: float
    label: tuple[Letters, ...]
    title: str


@dataclass(frozen=True)
class Bridge:
    """Where a wire hops over another that it crosses: midpoint, half width, and the way it runs there (1, 0, -1)."""

    x: float
    y: float
    half: float
    dx: int
    dy: int


@dataclass(frozen=True)
class Wire:
    """A drawn line and its style.

    `paths` are the corners from the edge of the holder's box to the edge of the first target's, then for each further
    target from where the way to it turns off.
    """

    id: str
    ids: tuple[str, ...]
    source: str
    targets: tuple[str, ...]
    verb: str
    family: str
    status: str
    basis: str
    mode: str
    scope: str
    deontic: str
    colour: str
    dashes: tuple[float, ...]
    head: str
    symmetric: bool
    paths: tuple[tuple[Point, ...], ...]
    bridges: tuple[Bridge, ...]
    verb_label: str
    title: str
    notes: tuple[str, ...]  # what a reader may want to know: modality, status, object, evidence
    change: str = ""  # of a picture of two states: one of `states.CHANGES`
    count: Letters | None = None  # how many lines it stands for, where they are several and there is room to say so

    @property
    def middle(self) -> Point:
        """The middle of the longest straight piece of its first path."""
        pieces = pairwise(self.paths[0])
        (x, y), (u, v) = max(pieces, key=lambda piece: abs(piece[0][0] - piece[1][0]) + abs(piece[0][1] - piece[1][1]))
        return (x + u) / 2, (y + v) / 2

    @property
    def joints(self) -> tuple[Point, ...]:
        """Where a path turns off another: without a mark they could be lines that happen to meet."""
        return tuple(dict.fromkeys(path[0] for path in self.paths[1:]))


@dataclass(frozen=True)
class Entry:
    """One sample with its words in the legend; exactly one of `verb`, `status`, `kind` and `change` is given."""

    x: float
    y: float  # middle of the sample
    width: float  # of the sample
    label: Letters
    verb: str = ""
    status: str = ""  # with basis and mode, as "proposed inferred"; or "outside"
    kind: str = ""  # an actor class, "unspecified" or "outside"
    colour: str = "#111111"
    dashes: tuple[float, ...] = ()
    head: str = ""
    symmetric: bool = False
    fill: str = ""
    double: bool = False
    faint: bool = False
    change: str = ""


@dataclass(frozen=True)
class Panel:
    """One diagram: a case at a date ("" where none was asked)."""

    case: str
    at: str
    x: float
    y: float
    width: float
    height: float
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    gaps: tuple[Gap, ...] = ()
    texts: tuple[Letters, ...] = ()  # above it: what it shows, where the scene has several


@dataclass(frozen=True)
class Scene:
    """A whole picture. `width` and `height` are points; `crossings` says how tangled it came out."""

    width: float
    height: float
    lang: str
    title: str
    description: str
    panels: tuple[Panel, ...]
    texts: tuple[Letters, ...]
    entries: tuple[Entry, ...]
    headings: tuple[Letters, ...]  # of the legend's rows
    notes: tuple[Letters, ...]  # reservations to lines that the drawing cannot show
    source: tuple[Letters, ...]
    crossings: int = 0
