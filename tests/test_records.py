"""Records: what may be left out and what it then means, how short forms are read, and what a section passes on."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from conftest import CASE, SOUND
from govgraph.dataset import load_dataset
from govgraph.records import FILES, Actor, Evidence, Fact, Mandate, Seat, Source
from govgraph.shapes import Text

MANDATE: dict[str, Any] = {"id": "x", "holder": "a", "aim": "informs", "toward": "b", "evidence": "words"}
SEAT: dict[str, Any] = {"id": "x", "organ": "a", "from": "b", "evidence": "words"}
ACTOR: dict[str, Any] = {"id": "x", "name": "X", "kind": "board", "evidence": "words"}


@pytest.mark.parametrize(
    ("axis", "default"),
    [
        ("status", "adopted"),
        ("scope", "inside"),
        ("basis", "stated"),
        ("mode", "rule"),
        ("negative", False),
        ("valid", None),
        ("condition", None),
        ("under", ()),
        ("section", None),
        ("note", None),
    ],
)
def test_an_axis_that_is_not_written_has_its_default(axis: str, default: object) -> None:
    assert getattr(Mandate.model_validate(MANDATE), axis) == default


@pytest.mark.parametrize(
    ("axis", "values"),
    [
        ("status", ["adopted", "proposed", "planned", "former"]),
        ("scope", ["inside", "outside"]),
        ("basis", ["stated", "inferred"]),
        ("mode", ["rule", "practice"]),
        ("deontic", ["must", "should", "may", "may_not"]),
        ("extent", ["all", "most", "some", "further"]),
        ("holder_as", ["each", "jointly"]),
        ("toward_as", ["each", "jointly"]),
        ("pairs", ["own", "class"]),
    ],
)
def test_an_axis_takes_its_values_and_no_other(axis: str, values: list[str]) -> None:
    for value in values:
        assert getattr(Mandate.model_validate({**MANDATE, axis: value}), axis) == value
    with pytest.raises(ValidationError):
        Mandate.model_validate({**MANDATE, axis: "other"})


@pytest.mark.parametrize("name", [name for name, model in FILES.items() if issubclass(model, Fact)])
def test_every_fact_needs_an_id_and_evidence(name: str) -> None:
    required = {key for key, field in FILES[name].model_fields.items() if field.is_required()}
    assert {"id", "evidence"} <= required


def test_a_plain_deontic_is_not_written() -> None:
    assert Mandate.model_validate(MANDATE).deontic is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("words", (Evidence(cue="words"),), id="a-cue"),
        pytest.param(["one", "two"], (Evidence(cue="one"), Evidence(cue="two")), id="cues"),
        pytest.param({"cue": "c", "prefix": "p"}, (Evidence(cue="c", prefix="p"),), id="a-selector"),
        pytest.param(
            [{"cue": "c", "source": "s"}, "d"], (Evidence(cue="c", source="s"), Evidence(cue="d")), id="mixed"
        ),
    ],
)
def test_evidence_has_short_forms(written: object, expected: tuple[Evidence, ...]) -> None:
    assert Mandate.model_validate({**MANDATE, "evidence": written}).evidence == expected


@pytest.mark.parametrize(
    ("written", "sv", "en"),
    [
        pytest.param("samråd", "samråd", None, id="bare-is-swedish"),
        pytest.param({"sv": "samråd", "en": "consultation"}, "samråd", "consultation", id="both"),
        pytest.param({"en": "consultation"}, None, "consultation", id="english-only"),
    ],
)
def test_a_text_is_words_in_one_language_or_both(written: object, sv: str | None, en: str | None) -> None:
    text = Actor.model_validate({**ACTOR, "name": written}).name
    assert (text.sv, text.en) == (sv, en)


def test_words_fall_back_to_the_language_they_were_coded_in() -> None:
    assert Text(sv="samråd").words("en") == "samråd"
    assert Text(en="consultation").words("sv") == "consultation"


def test_one_item_may_be_written_without_a_list() -> None:
    assert Mandate.model_validate(MANDATE).holder == ("a",)
    assert Mandate.model_validate({**MANDATE, "holder": ["a", "c"]}).holder == ("a", "c")


@pytest.mark.parametrize("aim", ["informs", "decides", "qqq"])
def test_an_aim_of_one_word_is_an_id(aim: str) -> None:
    assert Mandate.model_validate({**MANDATE, "aim": aim}).aim == aim


@pytest.mark.parametrize("aim", ["möta någon", {"sv": "möta någon"}])
def test_an_aim_of_several_words_is_free(aim: object) -> None:
    assert Mandate.model_validate({**MANDATE, "aim": aim}).aim == Text(sv="möta någon")


def test_a_bare_year_is_a_date() -> None:
    assert Mandate.model_validate({**MANDATE, "valid": 2024}).valid == "2024"


@pytest.mark.parametrize(
    ("file", "number"),
    [pytest.param("seats", "9", id="count-as-text"), pytest.param("seats", 9.0, id="count-as-a-fraction")],
)
def test_a_number_is_a_whole_number(file: str, number: object) -> None:
    with pytest.raises(ValidationError):
        FILES[file].model_validate({**SEAT, "count": number})


def test_a_seat_counts_for_the_members_unless_it_says_otherwise() -> None:
    seat = Seat.model_validate(SEAT)
    assert (seat.kind, seat.count, seat.extra, seat.vacant) == ("member", None, False, False)


def test_a_record_does_not_change() -> None:
    seat = Seat.model_validate(SEAT)
    with pytest.raises(ValidationError):
        seat.count = 3  # type: ignore[misc]


def test_a_source_is_swedish_unless_it_says_otherwise() -> None:
    fields = {"id": "x", "title": "T", "publisher": "P", "kind": "agreement", "file": "t.txt", "sha256": "0" * 64}
    assert Source.model_validate(fields).language == "sv"


# -- sections --------------------------------------------------------------------------------------------------------


def test_a_section_passes_its_axes_on_to_the_facts_coded_from_it() -> None:
    fact = load_dataset(SOUND).cases[CASE].mandates["natverket-rapporterar"]
    assert (fact.status, fact.valid) == ("proposed", "2025/..")


def test_an_event_gets_the_status_of_its_section() -> None:
    assert load_dataset(SOUND).cases[CASE].events["utvardering"].status == "proposed"


def test_a_fact_may_say_otherwise_than_its_section(sound: Any) -> None:
    path = sound / CASE / "mandates.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("section: forslag\n", "section: forslag\n  status: adopted\n"), encoding="utf-8")
    fact = load_dataset(sound).cases[CASE].mandates["natverket-rapporterar"]
    assert (fact.status, fact.valid) == ("adopted", "2025/..")


def test_a_section_covers_only_the_facts_that_cite_it() -> None:
    assert load_dataset(SOUND).cases[CASE].mandates["rr-moter"].status == "adopted"


def test_the_sound_case_uses_every_record_type_and_every_key() -> None:
    case = load_dataset(SOUND).cases[CASE]
    unused = {
        f"{name}.{field.alias or key}"
        for name, model in FILES.items()
        for key, field in model.model_fields.items()
        if not any(key in record.model_fields_set for record in getattr(case, name).values())
    }
    # an axis is used where it matters, not in every record type
    axes = {*Fact.model_fields} - {"id", "evidence"}
    assert {key for key in unused if key.partition(".")[2] not in axes} == set()
    assert {axis for axis in axes if all(f"{name}.{axis}" in unused for name in FILES)} == set()
