"""What is typed wrong, and what does not fit the documents: a clear error, and nothing on disk changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import CASE, DOCUMENTS, Run, read_folder

pytestmark = pytest.mark.usefixtures("sound")

# -- what is typed ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("who informs RRR", "no actor 'RRR'; did you mean 'RR'?", id="misspelt-actor"),
        pytest.param("who informs zzzzz", "no actor 'zzzzz'", id="unknown-actor"),
        pytest.param(
            "who informs rr-ordforande",
            "no actor 'rr-ordforande'; did you mean 'mellanby.rr-ordforande' or 'rådets ordförande'?",
            id="local-id-without-case",
        ),
        pytest.param(
            "who infroms RR", "no verb 'infroms'; did you mean 'informs' or 'informeras av'?", id="misspelt-verb"
        ),
        pytest.param("who zzzzz RR", "no verb 'zzzzz'", id="unknown-verb"),
        pytest.param("who zzzzz", "no aim or verb 'zzzzz'", id="unknown-aim"),
        pytest.param("whom RRR informs", "no actor 'RRR'; did you mean 'RR'?", id="whom-misspelt-actor"),
        pytest.param(
            "whom RR infroms", "no verb 'infroms'; did you mean 'informs' or 'informeras av'?", id="whom-misspelt-verb"
        ),
        pytest.param(
            "who informs RR --case melanby", "no case 'melanby'; did you mean 'mellanby'?", id="misspelt-case"
        ),
        pytest.param(
            "who informs RR --at 2024-02-30",
            "at '2024-02-30': '2024-02-30' is no day; 2024-02 has the days 01 to 29",
            id="impossible-date",
        ),
        pytest.param(
            "who informs RR --at 2027/2024",
            "at '2027/2024': '2027/2024' ends before it begins; write '2024/2027', or correct one of the two",
            id="end-before-beginning",
        ),
        pytest.param(
            "who informs RR --status adoptd",
            "no status 'adoptd'; one of adopted, proposed, planned, former",
            id="status",
        ),
        pytest.param(
            "who informs RR --about klimat",
            "--about goes with an aim alone, as in: who decides --about TOPIC; leave ACTOR or --about out",
            id="about-with-actor",
        ),
        pytest.param(
            "who decides --about klimatt",
            "no topic or instrument 'klimatt'; did you mean 'klimat' or 'climate'?",
            id="about-nothing",
        ),
        pytest.param(
            "who preparation",
            "'preparation' asks about an actor; name the actor too, as in: who preparation PKD",
            id="family-without-actor",
        ),
        pytest.param(
            "who informs RR --frmat json", "no such option: --frmat; did you mean '--format' or '--at'?", id="option"
        ),
        pytest.param(
            "who informs RR --format xml",
            "invalid value for '--format': 'xml' is not one of 'table', 'json', 'csv', 'text'",
            id="format",
        ),
        pytest.param(
            "who informs RR --lang no", "invalid value for '--lang': 'no' is not one of 'en', 'sv'", id="language"
        ),
        pytest.param(
            "who RR informs", "no verb 'RR', and 'informs' is one; write: who informs RR", id="actor-before-verb"
        ),
        pytest.param(
            "whom informs RR", "no verb 'RR', and 'informs' is one; write: whom RR informs", id="verb-before-actor"
        ),
        pytest.param(
            "who decides RR",
            "'decides' is an aim without counterpart; ask it alone, as in: who decides",
            id="aim-with-an-actor",
        ),
        pytest.param("list actor", "no list 'actor'; did you mean 'actors'?", id="list"),
        pytest.param(
            "list sources --deontic must",
            "sources have no deontic; leave --deontic out",
            id="filter-that-does-not-apply",
        ),
        pytest.param("show zzzzz", "no actor, topic, instrument, procedure or mandate 'zzzzz'", id="show-nothing"),
        pytest.param(
            "show rr-ledamoter --case mellanby",
            "'rr-ledamoter' is one of seats; show takes an actor, topic, instrument, procedure or mandate",
            id="show-a-seat",
        ),
        pytest.param("check melanby", "no case 'melanby'; did you mean 'mellanby'?", id="check-nothing"),
        pytest.param(
            "check --datasets sound/mellanby",
            "'sound/mellanby' is a case folder; give --datasets the folder that holds it, 'sound'",
            id="check-a-case-folder",
        ),
        pytest.param("check --datasets empty", "no case in 'empty'; a case is a folder in it", id="check-no-case"),
        pytest.param(
            "evidence verify",
            "no documents given; use --documents DIR or set GOVGRAPH_DOCUMENTS to the folder that holds the texts",
            id="documents-not-given",
        ),
        pytest.param("evidence verify --documents nowhere", "no folder of documents 'nowhere'", id="documents-nowhere"),
        pytest.param(
            "evidence verify --documents empty",
            "documents missing from empty: mellanby-avtal.txt, mellanby-bilaga.txt",
            id="documents-missing",
        ),
        pytest.param(
            "draw mellanby -o nowhere/x.svg",
            "cannot write nowhere/x.svg: no folder 'nowhere'; make it first",
            id="output-in-no-folder",
        ),
        pytest.param("draw melanby -o x.svg", "no case 'melanby'; did you mean 'mellanby'?", id="draw-nothing"),
        pytest.param(
            "new mellanby",
            "case 'mellanby' exists: sound/mellanby; choose another id, or edit its files",
            id="new-that-exists",
        ),
        pytest.param(
            "new ../outside",
            "'../outside' is no case id; use a-z, 0-9 and single hyphens between them, such as 'skane'",
            id="new-elsewhere",
        ),
        pytest.param(
            "new vocabulary",
            "'vocabulary' is reserved; use a-z, 0-9 and single hyphens between them, such as 'skane'",
            id="new-reserved",
        ),
    ],
)
def test_what_is_typed_wrong_ends_with_2_and_changes_nothing(sound: Path, run: Run, words: str, expected: str) -> None:
    (sound.parent / "empty").mkdir()
    before = read_folder(sound.parent)
    ran = run("--datasets", "sound", *words.split())
    assert (ran.status, ran.out, ran.err) == (2, "", f"{expected}\n")
    assert read_folder(sound.parent) == before


@pytest.mark.parametrize("name", ["x.gif", "x", "x.svg.docx"])
def test_a_format_that_cannot_be_drawn_ends_with_2(sound: Path, run: Run, name: str) -> None:
    ran = run("--datasets", "sound", "draw", CASE, "-o", name)
    assert (ran.status, ran.out) == (2, "")
    assert all(kind in ran.err for kind in ("svg", "pdf", "png", "html"))
    assert not (sound.parent / name).exists()


def test_an_ambiguous_actor_is_refused_with_the_candidates(sound: Path, run: Run) -> None:
    shutil.copytree(sound / CASE, sound / "granby")
    ran = run("--datasets", "sound", "who", "informs", "RR")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "actor 'RR' is ambiguous: granby.rr, mellanby.rr; give one of these ids, or narrow with --case\n"
    assert run("--datasets", "sound", "who", "informs", "RR", "--case", "granby").status == 0


def test_an_ambiguous_actor_of_one_case_is_refused_with_the_candidates(sound: Path, run: Run) -> None:
    path = sound / CASE / "actors.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: chefer", "name: RR"), encoding="utf-8")
    ran = run("--datasets", "sound", "show", "RR")
    offered = "mellanby.rr, mellanby.chefer"
    assert ran.err == f"actor 'RR' is ambiguous: {offered}; give one of these ids, or narrow with --case\n"


@pytest.mark.parametrize(
    "words", ["who informs RR", "list actors", "show RR", "cite", "evidence verify", "draw mellanby -o x.svg"]
)
def test_no_answer_is_given_from_a_faulty_dataset(sound: Path, run: Run, words: str) -> None:
    (sound / CASE / "seats.yaml").write_bytes(b"")
    ran = run("--datasets", "sound", *words.split())
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "sound/mellanby/seats.yaml:1:1: the file is empty; write its records, or remove it\n"
    assert not (sound.parent / "x.svg").exists()


def test_a_folder_of_datasets_that_is_not_there_ends_with_2(run: Run) -> None:
    ran = run("check", "--datasets", "nowhere")
    expected = "no folder of datasets 'nowhere'; give --datasets a folder that holds case folders\n"
    assert (ran.status, ran.out, ran.err) == (2, "", expected)


# -- cues against the documents --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(
            "Rådet bestämmer om sin arbetsordning",
            "cue 'Rådet bestämmer om sin arbetsordning' is not in mellanby-avtal.txt; copy at most eight words "
            "as they stand there",
            id="not-there",
        ),
        pytest.param(
            "rådet beslutar om sin arbetsordning",
            "cue 'rådet beslutar om sin arbetsordning' is not in mellanby-avtal.txt in these capitals; write it "
            "as the text does",
            id="in-other-capitals",
        ),
        pytest.param(
            "Rådet ska",
            "cue 'Rådet ska' is in mellanby-avtal.txt 2 times (lines 28, 43); add prefix, suffix or heading",
            id="there-twice",
        ),
    ],
)
def test_a_cue_leads_to_exactly_one_passage(sound: Path, run: Run, new: str, expected: str) -> None:
    path = sound / CASE / "mandates.yaml"
    text = path.read_text(encoding="utf-8").replace("Rådet beslutar om sin arbetsordning", new)
    path.write_text(text, encoding="utf-8")
    before = read_folder(sound)
    ran = run("--datasets", "sound", "evidence", "verify", "--documents", str(DOCUMENTS))
    assert ran.status == 1
    assert ran.out.splitlines() == [
        f"sound/mellanby/mandates.yaml:40:13: mellanby.rr-arbetsordning: {expected}",
        "mellanby: 57 cues resolve, 1 do not, 0 moved",
    ]
    assert read_folder(sound) == before
