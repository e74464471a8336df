"""The small diagram of an answer, read back: every arrow is a line that answers, from its box to its box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from conftest import Coded
from govgraph import who, whom
from govgraph.answers import Answers
from govgraph.draw.heads import HEADS
from govgraph.draw.sheets import print_pdf, print_png
from govgraph.draw.svg import NO_XML
from govgraph.graph import Graph
from govgraph.layout.style import find_dashes, style_key
from govgraph.pictures.reach import draw_reach
from govgraph.wording import name_actor

SVG = "{http://www.w3.org/2000/svg}"
CASES = ("vasterbotten", "varmland", "ostergotland", "malarstader")
Box = tuple[float, float, float, float]


def ask(graph: Graph, case: str) -> Iterator[Answers]:
    """Every question of any verb about the actors of a case that has an answer."""
    for local in graph.graph["dataset"].cases[case].actors:
        for depth in (1, None):
            for answers in (
                who(graph, "any", f"{case}.{local}", depth=depth),
                whom(graph, f"{case}.{local}", "any", depth=depth),
            ):
                if len(answers):
                    yield answers


def read_boxes(root: ET.Element) -> dict[str, Box]:
    found = {}
    for group in root.findall(f"{SVG}g[@class='actor']"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        x, y, width, height = (float(rect.get(key, "")) for key in ("x", "y", "width", "height"))
        found[group.get("data-id", "")] = (x, y, x + width, y + height)
    return found


def touches(box: Box, x: float, y: float) -> bool:
    """Whether a point lies on the edge of a box."""
    left, top, right, bottom = box
    across = min(abs(x - left), abs(x - right)) < 0.02 and top - 0.02 <= y <= bottom + 0.02
    return across or (min(abs(y - top), abs(y - bottom)) < 0.02 and left - 0.02 <= x <= right + 0.02)


@pytest.mark.parametrize("case", CASES)
def test_every_arrow_is_a_line_of_an_answer_and_every_line_an_arrow(bundled: Graph, case: str) -> None:
    vocabulary = bundled.graph["dataset"].vocabulary
    drawn = 0
    for answers in ask(bundled, case):
        root = ET.fromstring(draw_reach(answers, "en").svg)
        boxes = read_boxes(root)
        hops = {(h.line["id"], h.source, h.target): h.line for a in answers for h in a.hops if h.target in bundled}
        arrows = {
            (g.get("data-id", ""), g.get("data-from", ""), g.get("data-to", "")): g
            for g in root.findall(f"{SVG}g[@class='line']")
        }
        assert set(arrows) == set(hops)
        assert {end for _, *ends in hops for end in ends} | {answers.question.actor} == set(boxes)
        for key, group in arrows.items():
            line, verb = hops[key], vocabulary.verbs[hops[key]["verb"]]
            wire, *heads = group.findall(f"{SVG}path")
            assert wire.get("stroke") == vocabulary.families[verb.family].colour
            assert wire.get("stroke-dasharray", "") == " ".join(f"{n:g}" for n in find_dashes(style_key(line)))
            assert {head.get("d") for head in heads} == {HEADS[verb.arrowhead].path}
            assert len(heads) == 1 + verb.symmetric
            numbers = [float(n) for n in re.findall(r"-?[0-9.]+", wire.get("d", ""))]
            assert touches(boxes[key[1]], *numbers[:2])
            tip = [float(n) for n in re.findall(r"-?[0-9.]+", heads[0].get("transform", ""))[:2]]
            assert touches(boxes[key[2]], *tip)
            drawn += 1
    assert drawn > (0 if case == "malarstader" else 20)


@pytest.mark.parametrize("case", CASES)
def test_no_box_lies_on_another_or_outside_the_page(bundled: Graph, case: str) -> None:
    for answers in ask(bundled, case):
        sheet = draw_reach(answers, "sv")
        boxes = list(read_boxes(ET.fromstring(sheet.svg)).values())
        for n, (left, top, right, bottom) in enumerate(boxes):
            assert 0 <= left < right <= sheet.width
            assert 0 <= top < bottom <= sheet.height
            for other in boxes[n + 1 :]:
                assert right < other[0] or other[2] < left or bottom < other[1] or other[3] < top


def test_who_stands_left_of_the_one_asked_about_and_whom_right_of_it(bundled: Graph) -> None:
    for answers, sign in ((who(bundled, "any", "PKD"), 1), (whom(bundled, "PKD", "any"), -1)):
        boxes = read_boxes(ET.fromstring(draw_reach(answers, "en").svg))
        asked = boxes.pop("vasterbotten.pkd")
        assert boxes
        assert all((asked[0] - box[0]) * sign > 0 for box in boxes.values())


def test_an_answer_that_holds_only_possibly_has_a_question_mark(bundled: Graph) -> None:
    answers = whom(bundled, "varmland.ordforanderadet", "any")
    root = ET.fromstring(draw_reach(answers, "en").svg)
    for group in root.findall(f"{SVG}g[@class='line']"):
        held = next(a.holds for a in answers if a.line["id"] == group.get("data-id"))
        assert (group.find(f"{SVG}text") is not None) == (held == "possibly")
    assert {a.holds for a in answers} == {"yes", "possibly"}


def test_the_one_asked_about_is_bold_and_all_names_are_there(bundled: Graph) -> None:
    root = ET.fromstring(draw_reach(who(bundled, "informs", "PKD"), "sv").svg)
    for group in root.findall(f"{SVG}g[@class='actor']"):
        texts = group.findall(f"{SVG}text")
        told = "".join(text.text or "" for text in texts).replace("-", "").replace(" ", "")
        assert told == name_actor(bundled, group.get("data-id", ""), "sv").replace("-", "").replace(" ", "")
        assert all(
            (text.get("font-weight") == "bold") == (group.get("data-id") == "vasterbotten.pkd") for text in texts
        )


def test_a_line_of_an_actor_to_itself_turns_below_its_box(bundled: Graph) -> None:
    root = ET.fromstring(draw_reach(who(bundled, "any", "malarstader.malarstaderna"), "en").svg)
    left, _, right, bottom = read_boxes(root)["malarstader.malarstaderna"]
    wire = root.find(f"{SVG}g[@class='line']/{SVG}path")
    assert wire is not None
    numbers = [float(n) for n in re.findall(r"-?[0-9.]+", wire.get("d", ""))]
    assert all(left < x < right for x in numbers[::2])
    assert min(numbers[1::2]) >= bottom


def test_what_xml_cannot_hold_is_left_out(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: b}")
    graph.nodes["small.a"]["name"] = "A\x0b <b> & 'c'"
    svg = draw_reach(who(graph, "informs", "small.b"), "en").svg
    assert not NO_XML.search(svg)
    assert ET.fromstring(svg).find(f"{SVG}b") is None


def test_the_same_answer_gives_the_same_bytes_and_prints(bundled: Graph) -> None:
    first, second = (draw_reach(who(bundled, "any", "PKD", depth=None), "sv") for _ in range(2))
    assert first == second
    assert print_pdf(first).startswith(b"%PDF")
    assert print_png(first, dpi=50).startswith(b"\x89PNG")
