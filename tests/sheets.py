"""An independent reader of sheets: what every figure must keep, whatever it shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

from test_draw import SVG, Rect, contrast, measure, read_rect, with_class

__all__ = ["check_sheet", "read_texts"]

LEAST = 6.0  # points
TEXT, MARK = 4.5, 3.0  # contrast (WCAG 2.2, 1.4.3 and 1.4.11)
PAGE = "#ffffff"
EDGE = 0.05


def read_texts(root: ET.Element) -> list[tuple[str, Rect]]:
    """Every text with the rectangle that it takes; what is turned lies upright."""
    found = []
    for text in root.iter(f"{SVG}text"):
        size, words = float(text.get("font-size", "nan")), text.text or ""
        width = measure(words, size, bold=text.get("font-weight") == "bold")
        if text.get("transform"):
            continue
        x, y = float(text.get("x", "nan")), float(text.get("y", "nan"))
        left = {"middle": x - width / 2, "end": x - width}.get(text.get("text-anchor", ""), x)
        found.append((words, (left, y - 0.72 * size, left + width, y + 0.21 * size)))
    return found


def check_sheet(text: str, *, marks: str) -> Iterator[str]:
    """Find the faults of a sheet; `marks` is the class of the groups that tell of a record each."""
    root = ET.fromstring(text)
    width, height = (float(number) for number in root.get("viewBox", "").split()[2:])
    if abs(float(root.get("width", "0mm")[:-2]) - width * 25.4 / 72) > 0.01:
        yield "root: width is not the view box in mm"
    named = (root.get("aria-labelledby") or "").split()
    if len(named) != 2 or any(not e.text for tag in ("title", "desc") for e in root.findall(f"{SVG}{tag}")):
        yield "root: no title or description"
    if not with_class(root, "source"):
        yield "root: no source"
    for element in root.iter():
        if element.tag in {f"{SVG}{tag}" for tag in ("script", "image", "use", "style", "foreignObject", "a")}:
            yield f"safety: {element.tag}"
        if any(key.startswith("on") or "href" in key or "url(" in value for key, value in element.attrib.items()):
            yield f"safety: {element.attrib}"
    for element in root.iter(f"{SVG}text"):
        if float(element.get("font-size", "0")) < LEAST:
            yield f"texts: {element.text!r} is too small"
        if contrast(element.get("fill", PAGE), PAGE) < TEXT:
            yield f"texts: {element.text!r} is too faint"
    texts = read_texts(root)
    spans = [rect for _, rect in texts] + [read_rect(e) for e in root.iter(f"{SVG}rect")]
    for left, top, right, bottom in spans:
        if left < -EDGE or top < -EDGE or right > width + EDGE or bottom > height + EDGE:
            yield f"extent: {left:.1f} {top:.1f} {right:.1f} {bottom:.1f} leaves the page"
    for (one, a), (other, b) in combinations(texts, 2):
        if a[0] + EDGE < b[2] and b[0] + EDGE < a[2] and a[1] + EDGE < b[3] and b[1] + EDGE < a[3]:
            yield f"texts: {one!r} and {other!r} overlap"
    for mark in with_class(root, marks):
        if not mark.findall(f"{SVG}title") or not (mark.findall(f"{SVG}title")[0].text or ""):
            yield f"marks: {mark.attrib} says nothing"
        strokes = {e.get("stroke") for e in mark.iter() if e.get("stroke") not in {None, "none", PAGE}}
        if any(contrast(str(colour), PAGE) < MARK for colour in strokes):
            yield f"marks: {mark.attrib} is too faint"
    if not with_class(root, "legend"):
        yield "legend: there is none"
