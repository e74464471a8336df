"""A sheet while it is drawn: text, boxes, strokes, marks in points, element by element, so that no name is markup."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from govgraph.draw.sheets import Sheet
from govgraph.draw.svg import NO_XML, write_number
from govgraph.layout.letters import FONT_FAMILY, wrap_text

__all__ = [
    "INK",
    "SOFT",
    "Mark",
    "add_box",
    "add_group",
    "add_stroke",
    "add_title",
    "draw_mark",
    "finish_sheet",
    "new_root",
    "write",
    "write_source",
]

INK = "#222222"
SOFT = "#5c5c5c"
_SOURCE_SIZE, _SOURCE_LEAD = 6.0, 7.4

Mark = Callable[[ET.Element, float, float], None]
"""Draws itself around a point of its parent."""


def new_root() -> ET.Element:
    """Begin a sheet; what is added first lies below."""
    return ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})


def add_group(parent: ET.Element, name: str, /, **data: str) -> ET.Element:
    """Add a group with its class, and `data-` attributes: an underscore in a name becomes a hyphen."""
    given = {f"data-{key.replace('_', '-')}": NO_XML.sub("", value) for key, value in data.items()}
    return ET.SubElement(parent, "g", {"class": name, **given})


def add_title(parent: ET.Element, words: str) -> None:
    """Say what stands behind an element: shown where one points at it, and read to those who hear it."""
    ET.SubElement(parent, "title").text = NO_XML.sub("", words)


def write(
    parent: ET.Element, words: str, x: float, y: float, *, size: float, bold: bool = False, colour: str = INK,
    anchor: str = "start", upright: bool = False, name: str = "",
) -> None:  # fmt: skip
    """Write one line of text: `y` is its base line, `anchor` (start, middle, end) says what of it stands at `x`.

    `upright` turns it a quarter to the left, to be read from below.
    """
    place = {"x": write_number(x), "y": write_number(y)}
    if upright:
        place = {"transform": f"translate({place['x']},{place['y']}) rotate(-90)"}
    style = {"font-weight": "bold"} if bold else {}
    if anchor != "start":
        style["text-anchor"] = anchor
    named = {"class": name} if name else {}
    look = {"font-size": write_number(size), "fill": colour}
    ET.SubElement(parent, "text", {**named, **place, **look, **style}).text = NO_XML.sub("", words)


def add_box(
    parent: ET.Element, name: str, x: float, y: float, width: float, height: float, fill: str, *, stroke: str = "none",
    dashes: str = "",
) -> None:  # fmt: skip
    """Add a rectangle by its upper left corner."""
    place = {"x": write_number(x), "y": write_number(y), "width": write_number(width), "height": write_number(height)}
    style = {"stroke-dasharray": dashes} if dashes else {}
    look = {"fill": fill, "stroke": stroke, "stroke-width": "0.8"}
    ET.SubElement(parent, "rect", {"class": name, **place, **look, **style})


def add_stroke(
    parent: ET.Element, name: str, d: str, *, stroke: str = INK, width: float = 0.8, dashes: str = "",
    fill: str = "none",
) -> None:  # fmt: skip
    """Add a path; `d` in the words of SVG, with numbers as `write_number` writes them."""
    style = {"stroke-dasharray": dashes} if dashes else {}
    look = {"fill": fill, "stroke": stroke, "stroke-width": write_number(width)}
    ET.SubElement(parent, "path", {"class": name, "d": d, **look, **style})


def draw_mark(*strokes: str, filled: str | None = None, dashes: str = "", colour: str = INK) -> Mark:
    """Give what draws a mark around a point: outlines, and one of them filled."""

    def draw(parent: ET.Element, x: float, y: float) -> None:
        mark = ET.SubElement(
            parent, "g", {"class": "mark", "transform": f"translate({write_number(x)},{write_number(y)})"}
        )
        if filled:
            ET.SubElement(mark, "path", {"d": filled, "fill": colour})
        for stroke in strokes:
            style = {"stroke-dasharray": dashes} if dashes else {}
            ET.SubElement(mark, "path", {"d": stroke, "fill": "none", "stroke": colour, "stroke-width": "0.8", **style})

    return draw


def write_source(root: ET.Element, words: str, left: float, width: float, y: float) -> float:
    """Write where a sheet comes from, below the level `y`, in lines no wider than `width`; gives the last base line."""
    for line in wrap_text(words, width, _SOURCE_SIZE):
        y = round(y + _SOURCE_LEAD, 2)
        write(root, line, left, y, size=_SOURCE_SIZE, colour=SOFT, name="source")
    return y


def finish_sheet(
    root: ET.Element, name: str, *, title: str, description: str, lang: str, width: float, height: float
) -> Sheet:
    """Finish a sheet of that size in points, on a white page; `name` begins the ids in it."""
    root.attrib.update({
        "width": f"{write_number(width * 25.4 / 72)}mm", "height": f"{write_number(height * 25.4 / 72)}mm",
        "viewBox": f"0 0 {write_number(width)} {write_number(height)}", "lang": lang, "xml:lang": lang, "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc", "font-family": f"{FONT_FAMILY}, Arimo, Arial, sans-serif",
    })  # fmt: skip
    page = ET.Element(
        "rect", {"class": "page", "width": write_number(width), "height": write_number(height), "fill": "#ffffff"}
    )
    named = [ET.Element("title", {"id": f"{name}-title"}), ET.Element("desc", {"id": f"{name}-desc"})]
    for element, words in zip(named, (title, description), strict=True):
        element.text = NO_XML.sub("", words)
    for n, element in enumerate([*named, page]):
        root.insert(n, element)
    ET.indent(root, " ")
    svg = '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
    return Sheet(svg, width, height, title, description, lang)
