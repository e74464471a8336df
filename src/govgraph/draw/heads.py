"""Arrowhead names → their shapes, in points: the tip at the origin, pointing up; and where the wire behind it ends."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["HEADS", "Head", "turn_of"]


@dataclass(frozen=True)
class Head:
    """A shape. `inset` is how far before the tip its wire stops; `outline` the corners, for formats without arcs."""

    path: str
    inset: float
    outline: tuple[tuple[float, float], ...]
    filled: bool = True
    symbol: str = "circle"  # the nearest that Plotly's legend has


def _polygon(
    *corners: tuple[float, float], inset: float, filled: bool = True, symbol: str = "circle", closed: bool = True
) -> Head:
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in corners) + ("Z" if closed else "")
    return Head(path, inset, (*corners, corners[0]) if closed else corners, filled, symbol)


_RADIUS = 2.3
_CIRCLE = (
    f"M0 0A{_RADIUS} {_RADIUS} 0 0 1 0 {2 * _RADIUS:g}A{_RADIUS} {_RADIUS} 0 0 1 0 0Z",
    2 * _RADIUS,
    # the sixteen corners of a polygon that looks like a circle at this size
    tuple(
        (round(_RADIUS * x, 3), round(_RADIUS * (1 - y), 3))
        for x, y in (
            (0, 1), (0.383, 0.924), (0.707, 0.707), (0.924, 0.383), (1, 0), (0.924, -0.383), (0.707, -0.707),
            (0.383, -0.924), (0, -1), (-0.383, -0.924), (-0.707, -0.707), (-0.924, -0.383), (-1, 0), (-0.924, 0.383),
            (-0.707, 0.707), (-0.383, 0.924), (0, 1),
        )
    ),
)  # fmt: skip
_TRIANGLE = ((0, 0), (2.5, 5), (-2.5, 5))
_DIAMOND = ((0, 0), (2.2, 2.6), (0, 5.2), (-2.2, 2.6))
_SQUARE = ((0, 0), (2.1, 0), (2.1, 4.2), (-2.1, 4.2), (-2.1, 0))
_BAR = ((0, 0), (0.43, 0), (0.43, 1.6), (2.6, 1.6), (2.6, 3), (-2.6, 3), (-2.6, 1.6), (-0.43, 1.6), (-0.43, 0))

HEADS: dict[str, Head] = {
    "arrow": _polygon((0, 0), (2.5, 5.4), (0, 4.1), (-2.5, 5.4), inset=4.1, symbol="arrow-wide"),
    "triangle": _polygon(*_TRIANGLE, inset=4.9, symbol="triangle-up"),
    "triangle-open": _polygon(*_TRIANGLE, inset=5.0, filled=False, symbol="triangle-up-open"),
    "diamond": _polygon(*_DIAMOND, inset=4.9, symbol="diamond"),
    "diamond-open": _polygon(*_DIAMOND, inset=5.2, filled=False, symbol="diamond-open"),
    "dot": Head(*_CIRCLE, symbol="circle"),
    "dot-open": Head(*_CIRCLE, filled=False, symbol="circle-open"),
    "square": _polygon(*_SQUARE, inset=4.2, symbol="square"),
    "square-open": _polygon(*_SQUARE, inset=4.2, filled=False, symbol="square-open"),
    "chevron": _polygon((-2.5, 4.4), (0, 0), (2.5, 4.4), inset=0.4, filled=False, symbol="arrow-open", closed=False),
    "bar": _polygon(*_BAR, inset=2.9, symbol="line-ew-open"),
    "none": Head("M0 0", 0.0, ((0, 0),), symbol="line-ns"),
}


def turn_of(before: tuple[float, float], tip: tuple[float, float]) -> int:
    """Give the turn in degrees, clockwise from up, of a head whose wire comes from `before`."""
    if before[0] == tip[0]:
        return 0 if before[1] > tip[1] else 180
    return 90 if before[0] < tip[0] else 270
