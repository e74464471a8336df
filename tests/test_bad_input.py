"""Bad input: each fault named where it was made, exit status 1 or 2, nothing lost and nothing on disk changed."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CASE, DOCUMENTS, Broken, Run, check_faulty, read_folder

pytestmark = pytest.mark.usefixtures("sound")

# -- references ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "toward: rr\n  procedure",
            "toward: rrr\n  procedure",
            "106:11: no actor 'rrr' in this case; did you mean 'rr'?",
            id="misspelt",
        ),
        pytest.param(
            "toward: rr\n  procedure",
            "toward: zzzzz\n  procedure",
            "106:11: no actor 'zzzzz' in this case",
            id="to-nowhere",
        ),
        pytest.param(
            "toward: rr\n  procedure",
            "toward: [rr, rrr]\n  procedure",
            "106:16: no actor 'rrr' in this case; did you mean 'rr'?",
            id="second-of-a-list",
        ),
        pytest.param(
            "toward: rr\n  procedure",
            "toward: avtalet\n  procedure",
            "106:11: 'avtalet' is an instrument, not an actor",
            id="to-another-type",
        ),
        pytest.param(
            "toward: rr\n  procedure",
            "toward: radet\n  procedure",
            "106:11: 'radet' was renamed; write 'rr'",
            id="to-an-id-that-went",
        ),
        pytest.param(
            "toward: rr\n  procedure",
            "toward: region\n  procedure",
            "103:3: 'region' acts toward itself; within a group write toward: each-other",
            id="to-itself",
        ),
        pytest.param(
            "toward: rr\n  procedure",
            f"toward: {CASE}.rr\n  procedure",
            f"106:11: '{CASE}.rr' is no id; use a-z, 0-9 and single hyphens between them, such as 'pkd-au'",
            id="by-a-global-id",
        ),
        pytest.param(
            "with: utskotten", "with: [utskotten, utskotten]", "81:21: with 'utskotten' is given twice", id="twice"
        ),
        pytest.param(
            "procedure: processen",
            "procedure: processn",
            "107:14: no procedure 'processn' in this case; did you mean 'processen'?",
            id="procedure",
        ),
        pytest.param(
            "section: forslag",
            "section: forslagg",
            "115:12: no section 'forslagg' in source avtal; did you mean 'forslag'?",
            id="section",
        ),
        pytest.param(
            "{source: bilaga, cue",
            "{source: bilga, cue",
            "145:22: no source 'bilga' in sources.yaml; did you mean 'bilaga'?",
            id="source",
        ),
    ],
)
def test_a_loose_reference_is_named_where_it_stands(broken: Broken, old: str, new: str, expected: str) -> None:
    assert broken(old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "file", "expected"),
    [
        pytest.param(
            "part_of: region",
            "part_of: hamnkontoret",
            "actors.yaml",
            "30:12: part_of 'hamnkontoret' is the record itself",
            id="part-of-itself",
        ),
        pytest.param(
            "  kind: region\n  side: regional\n",
            "  kind: region\n  side: regional\n  part_of: hamnkontoret\n",
            "actors.yaml",
            "6:12: part_of leads back to 'region' through hamnkontoret",
            id="part-of-its-part",
        ),
        pytest.param(
            "same_as: halsa",
            "same_as: valfard",
            "topics.yaml",
            "19:12: same_as 'valfard' is the record itself",
            id="same-as-itself",
        ),
        pytest.param(
            "{radet: rr}",
            "{radet: rx}",
            "case.yaml",
            "8:20: redirect 'radet' leads to 'rx', which no record is",
            id="redirect-to-nowhere",
        ),
        pytest.param(
            "{radet: rr}",
            "{rr: region}",
            "case.yaml",
            "8:17: redirect 'rr' is a record still; an id that went is never used again",
            id="redirect-of-a-record",
        ),
        pytest.param(
            "{cue: Förslag till ändringar}",
            "{cue: Förslag till ändringar, source: avtl}",
            "sources.yaml",
            "13:51: no source 'avtl' in sources.yaml; did you mean 'avtal'?",
            id="section-of-no-source",
        ),
        pytest.param(
            'at: "Trycksak: Tryckeriet i Aby"',
            "at: {cue: Trycksak, source: avtl}",
            "uncoded.yaml",
            "3:31: no source 'avtl' in sources.yaml; did you mean 'avtal'?",
            id="uncoded-of-no-source",
        ),
    ],
)
def test_a_reference_that_leads_back_or_nowhere_is_named(
    broken: Broken, old: str, new: str, file: str, expected: str
) -> None:
    assert broken(old, new, file) == [expected]


def test_a_wrong_default_source_is_named_once(broken: Broken) -> None:
    expected = ["7:17: no source 'avtl' in sources.yaml; did you mean 'avtal'?"]
    assert broken("default_source: avtal", "default_source: avtl", "case.yaml") == expected


def test_a_group_cannot_hold_itself_through_another(broken: Broken) -> None:
    group = "- id: alla\n  name: alla\n  kind: municipalities\n  members: kommunerna\n  evidence: alla\n\n- id: aby\n"
    expected = ["38:12: members leads back to 'kommunerna' through alla"]
    said = broken("members: [aby, bby, cby]\n", "members: [aby, bby, cby, alla]\n", "actors.yaml")
    assert said == ["38:28: no actor 'alla' in this case"]
    said = broken("- id: aby\n", group, "actors.yaml")
    assert said == expected


def test_a_case_refers_only_to_its_own_records(sound: Path, broken: Broken) -> None:
    shutil.copytree(sound / CASE, sound / "granby")
    actors = sound / "granby" / "actors.yaml"
    council = "- id: granrad\n  name: Granrådet\n  kind: consultation\n  evidence: words\n"
    actors.write_text(f"{actors.read_text(encoding='utf-8')}\n{council}", encoding="utf-8")
    assert broken("toward: rr\n  procedure", "toward: granrad\n  procedure") == [
        "106:11: no actor 'granrad' in this case; granby.granrad is another case's, and a case refers only to its own"
    ]


# -- ids and keys ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "- id: kallar",
            "- id: vidare",
            "103:7: id 'vidare' is taken (sound/mellanby/mandates.yaml:94); ids are unique within a case",
            id="twice-in-a-file",
        ),
        pytest.param(
            "- id: kallar",
            "- id: rr",
            "103:7: id 'rr' is taken (sound/mellanby/actors.yaml:59); ids are unique within a case",
            id="twice-across-files",
        ),
        pytest.param(
            "- id: kallar",
            "- id: ../kallar",
            "103:7: '../kallar' is no id; use a-z, 0-9 and single hyphens between them, such as 'pkd-au'",
            id="a-path",
        ),
        pytest.param(
            "- id: kallar",
            "- id: /etc/kallar",
            "103:7: '/etc/kallar' is no id; use a-z, 0-9 and single hyphens between them, such as 'pkd-au'",
            id="an-absolute-path",
        ),
        pytest.param(
            "- id: kallar",
            "- id: Kallar",
            "103:7: 'Kallar' is no id; use a-z, 0-9 and single hyphens between them, such as 'pkd-au'",
            id="a-capital",
        ),
        pytest.param(
            "- id: kallar",
            "- id: kallår",
            "103:7: 'kallår' is no id; use a-z, 0-9 and single hyphens between them, such as 'pkd-au'",
            id="a-letter-with-ring",
        ),
        pytest.param(
            "- id: kallar",
            "- id: each-other",
            "103:7: id 'each-other' has a meaning of its own; choose another",
            id="a-word-of-the-model",
        ),
        pytest.param(
            "- id: kallar",
            "- id: 7",
            "103:7: id 7: not text; write words, in quotes if they look like a number or a boolean",
            id="a-number",
        ),
        pytest.param("- id: kallar\n  holder", "- holder", "103:3: key 'id' is missing", id="missing"),
    ],
)
def test_an_id_is_a_plain_word_of_its_own(broken: Broken, old: str, new: str, expected: str) -> None:
    assert broken(old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("with: utskotten", "with: utskotten\n  with: rr", ["82:3: key 'with' is given twice"], id="twice"),
        pytest.param(
            "with: utskotten", "withs: utskotten", ["81:3: unknown key 'withs'; did you mean 'with'?"], id="misspelt"
        ),
        pytest.param(
            "with: utskotten",
            "zzz: utskotten",
            [
                "81:3: unknown key 'zzz'; known keys: id, status, scope, basis, mode, negative, valid, "
                "condition, under, section, note, evidence, "
                "holder, with, deontic, aim, toward, any, object, about, matters_of, constraint, extent, times, "
                "procedure, step, holder_as, "
                "toward_as, pairs"
            ],
            id="unknown",
        ),
        pytest.param(
            "holder: natverket\n  with",
            "holders: natverket\n  with",
            ["79:3: key 'holder' is missing", "80:3: unknown key 'holders'; did you mean 'holder' or 'holder_as'?"],
            id="misspelt-and-missing",
        ),
        pytest.param(
            "object: {sv: arbetsordningen",
            "object: {se: arbetsordningen",
            ["37:12: unknown key 'se'; known keys: sv, en"],
            id="misspelt-within",
        ),
        pytest.param(
            "- id: kallar\n",
            "- toward: rr\n- id: kallar\n",
            [
                "103:3: key 'aim' is missing",
                "103:3: key 'evidence' is missing; every fact cites a cue of at most eight words",
                "103:3: key 'holder' is missing",
                "103:3: key 'id' is missing",
            ],
            id="several-missing",
        ),
    ],
)
def test_keys_are_known_and_given_once(broken: Broken, old: str, new: str, expected: list[str]) -> None:
    assert broken(old, new) == expected


# -- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "aim: supports",
            "aim: suports",
            "82:8: no verb or aim 'suports' in the vocabulary; did you mean 'supports'?",
            id="misspelt-verb",
        ),
        pytest.param("aim: supports", "aim: qqq", "82:8: no verb or aim 'qqq' in the vocabulary", id="unknown-verb"),
        pytest.param(
            "aim: supports",
            "aim: sends_members_to",
            "82:8: 'sends_members_to' is read from fields, seats and events; it is never coded as a mandate",
            id="projected-verb",
        ),
        pytest.param(
            "aim: supports",
            "aim: decides",
            "82:8: aim 'decides' has no counterpart; use a verb, or free words as {sv: …, en: …}",
            id="aim-with-counterpart",
        ),
        pytest.param(
            "deontic: may_not",
            "deontic: maynot",
            "19:12: deontic 'maynot' is not one of 'must', 'should', 'may', 'may_not'; did you mean 'may_not' or "
            "'may'?",
            id="deontic",
        ),
        pytest.param(
            "extent: all",
            "extent: al",
            "54:11: extent 'al' is not one of 'all', 'most', 'some', 'further'; did you mean 'all'?",
            id="extent",
        ),
        pytest.param(
            "negative: true", "negative: 'true'", "44:13: negative 'true': not true or false", id="quoted-boolean"
        ),
        pytest.param("step: 1", "step: 0", "108:9: step 0: not a number from 1", id="zero"),
        pytest.param("step: 1", "step: one", "108:9: step 'one': not a whole number", id="number-in-words"),
        pytest.param("step: 1", "step: 3", "108:9: step 3 of 'processen', which has 2 steps", id="step-past-the-end"),
        pytest.param(
            "  procedure: processen\n", "", "103:3: procedure and step go together; give both", id="step-of-nothing"
        ),
        pytest.param(
            "{approx: 4, per: P1Y", "{approx: 4, per: 1Y", "66:27: '1Y' is no duration; write 'P1Y'", id="duration"
        ),
        pytest.param(
            "{approx: 4, per: P1Y, length: PT4H}",
            "{per: P1Y}",
            "66:10: times without at_least, at_most, approx or length says nothing; leave it out",
            id="times-without-number",
        ),
        pytest.param(
            "{at_least: 1, at_most: 1, per",
            "{at_least: 2, at_most: 1, per",
            "123:10: at_least 2 is more than at_most 1; swap them",
            id="bounds-swapped",
        ),
        pytest.param(
            "object: {sv: arbetsordningen, en: its rules of procedure}",
            "object: {}",
            "37:11: a text without words; write it, or {sv: …, en: …}",
            id="text-without-words",
        ),
    ],
)
def test_a_value_that_is_none_is_named(broken: Broken, old: str, new: str, expected: str) -> None:
    assert broken(old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "file", "expected"),
    [
        pytest.param(
            "kind: officials-network\n",
            "kind: officials-netwok\n",
            "actors.yaml",
            "111:9: no kind 'officials-netwok' in the vocabulary; did you mean 'officials-network' or "
            "'officials-networks' or 'officials'?",
            id="kind",
        ),
        pytest.param(
            "  kind: officials-network\n",
            "",
            "actors.yaml",
            "109:3: actor 'natverket' has no kind, and no group passes one on; write kind",
            id="no-kind",
        ),
        pytest.param(
            "tier: official\n  valid",
            "tier: officials\n  valid",
            "actors.yaml",
            "112:9: tier 'officials' is not one of 'political', 'official', 'mixed'; did you mean 'official'?",
            id="tier",
        ),
        pytest.param(
            "abbreviations: RR",
            "abbreviations: [RR, RR]",
            "actors.yaml",
            "59:3: the same name stands twice among name, abbreviations and variants; give it once",
            id="name-twice",
        ),
        pytest.param(
            "kind: agreement",
            "kind: agrement",
            "instruments.yaml",
            "5:9: no instrument kind 'agrement' in the vocabulary; did you mean 'agreement'?",
            id="instrument-kind",
        ),
        pytest.param(
            "function: broad-political-forum",
            "function: broad-forum",
            "alignment.yaml",
            "3:13: no function 'broad-forum' in the vocabulary; did you mean 'broad-political-forum'?",
            id="function",
        ),
        pytest.param(
            "kind: evaluated",
            "kind: evaluate",
            "events.yaml",
            "23:9: kind 'evaluate' is not one of 'founded', 'merged', 'split', 'renamed', 'name_kept', "
            "'role_clarified', 'replaced', 'closed', 'adopted', 'signed', 'revised', 'presented', 'evaluated', "
            "'met'; did you mean 'evaluated'?",
            id="event-kind",
        ),
        pytest.param(
            "coders: [tests]", "coders: []", "case.yaml", "6:9: coders is an empty list; fill it", id="empty-list"
        ),
        pytest.param(
            "file: mellanby-bilaga.txt",
            "file: ../bilaga.txt",
            "sources.yaml",
            "24:9: file '../bilaga.txt' is a path; give the document's bare name",
            id="document-elsewhere",
        ),
        pytest.param(
            'file: mellanby-bilaga.txt\n  sha256: "',
            'file: mellanby-bilaga.txt\n  sha256: "g',
            "sources.yaml",
            None,
            id="sha256",
        ),
    ],
)
def test_a_wrong_value_of_any_file_is_named(
    broken: Broken, old: str, new: str, file: str, expected: str | None
) -> None:
    said = broken(old, new, file)
    if expected is None:  # the message repeats a hash
        assert len(said) == 1
        assert said[0].startswith("25:11: 'g")
        assert said[0].endswith("' is no sha256; it has 64 signs 0-9 a-f")
    else:
        assert said == [expected]


# -- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param("2023-02-30", "'2023-02-30' is no day; 2023-02 has the days 01 to 28", id="no-such-day"),
        pytest.param("2021-02-29", "'2021-02-29' is no day; 2021-02 has the days 01 to 28", id="no-leap-year"),
        pytest.param(
            "2023-25",
            "'2023-25' is no month, season or half; months are 01 to 12, seasons 21 to 24, halves 40 and 41",
            id="no-such-month",
        ),
        pytest.param(
            "2026/2023",
            "'2026/2023' ends before it begins; write '2023/2026', or correct one of the two",
            id="end-before-beginning",
        ),
        pytest.param("våren 2023", "'våren 2023' is in words; write '2023-21'", id="in-words"),
        pytest.param(
            "2015-2016",
            "'2015-2016' is no date; write '2015/2016' for all of it, '[2015,2016]' for some day in it",
            id="with-a-hyphen",
        ),
    ],
)
def test_an_impossible_date_is_named(broken: Broken, new: str, expected: str) -> None:
    assert broken("valid: 2023/..", f"valid: {new}", "actors.yaml") == [f"113:10: {expected}"]


@pytest.mark.parametrize(
    ("old", "new", "file", "place"),
    [
        pytest.param("period: 2024/2027", "period: 2027/2024", "case.yaml", "3:9", id="case"),
        pytest.param("covers: 2024/2027", "covers: 2027/2024", "sources.yaml", "6:11", id="source"),
        pytest.param("valid: 2025/..", "valid: 2027/2024", "sources.yaml", "16:14", id="section"),
        pytest.param("date: 2025-21", "date: 2027/2024", "events.yaml", "10:9", id="event"),
    ],
)
def test_every_date_is_checked(broken: Broken, old: str, new: str, file: str, place: str) -> None:
    expected = "'2027/2024' ends before it begins; write '2024/2027', or correct one of the two"
    assert broken(old, new, file) == [f"{place}: {expected}"]


# -- facts without evidence, and twice -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(
            "note: {en: x}",
            "57:3: key 'evidence' is missing; every fact cites a cue of at most eight words",
            id="missing",
        ),
        pytest.param("evidence: []", "61:13: evidence is an empty list; fill it", id="empty-list"),
        pytest.param(
            "evidence: ''", "61:13: '' is empty or has space at an end; leave the key out, or trim it", id="empty-cue"
        ),
        pytest.param("evidence: {source: bilaga}", "61:13: key 'cue' is missing", id="source-without-cue"),
        pytest.param(
            "evidence: ett två tre fyra fem sex sju åtta nio",
            "61:13: cue 'ett två tre fyra fem sex sju åtta nio' has 9 words; at most 8",
            id="nine-words",
        ),
    ],
)
def test_a_fact_has_evidence(broken: Broken, new: str, expected: str) -> None:
    assert broken("evidence: Utskotten samverkar med varandra", new) == [expected]


@pytest.mark.parametrize(
    ("file", "record", "expected"),
    [
        pytest.param(
            "mandates.yaml", "kallar", "'again' states the same as 'kallar'; one fact, two evidences", id="line"
        ),
        pytest.param(
            "mandates.yaml",
            "natverket-mots",
            "'again' states the same as 'natverket-mots'; one fact, two evidences",
            id="aim",
        ),
        pytest.param(
            "seats.yaml",
            "au-ledamoter",
            "'again' states the same as 'au-ledamoter'; one fact, two evidences",
            id="seat",
        ),
    ],
)
def test_the_same_fact_is_not_stated_twice(sound: Path, broken: Broken, file: str, record: str, expected: str) -> None:
    text = (sound / CASE / file).read_text(encoding="utf-8")
    block = next(block for block in text.split("\n\n") if block.startswith(f"- id: {record}\n"))
    again = block.replace(f"id: {record}", "id: again").rpartition("evidence:")[0] + "evidence: other words"
    line = text[: text.index(block)].count("\n") + block.count("\n") + 3
    assert broken(block, f"{block}\n\n{again}", file) == [f"{line}:3: {expected}"]


def test_one_of_several_holders_may_not_repeat_a_line(broken: Broken) -> None:
    again = (
        "- id: again\n  holder: [rr, region]\n  aim: convenes\n  toward: natverket\n  evidence: words\n\n- id: kallar"
    )
    more = "- id: once\n  holder: region\n  aim: convenes\n  toward: natverket\n  evidence: words\n\n"
    assert broken("- id: kallar", more + again) == ["109:3: 'again' states the same as 'once'; one fact, two evidences"]


# -- seats -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "file", "expected"),
    [
        pytest.param(
            "size: 9", "size: 10", "actors.yaml", ["66:9: size 10 is not what the seats add up to (9)"], id="size"
        ),
        pytest.param("  count: 9\n", "", "seats.yaml", [], id="size-from-each-member"),
        pytest.param(
            "count: 9",
            "count: 8",
            "seats.yaml",
            [
                "sound/mellanby/actors.yaml:66:9: size 9 is not what the seats add up to (8)",
                "3:10: count 8 is not 3 members of 'kommunerna' times 3",
            ],
            id="count-and-size",
        ),
        pytest.param(
            "number: 3",
            "number: 2",
            "actors.yaml",
            [
                "37:11: number 2 is less than the 3 members named",
                "sound/mellanby/seats.yaml:3:10: count 9 is not 2 members of 'kommunerna' times 3",
            ],
            id="number-of-a-group",
        ),
        pytest.param(
            "at_least: 2\n",
            "at_least: 5\n",
            "seats.yaml",
            ["24:3: at_least 5 is more than at_most 4; swap them"],
            id="bounds-swapped",
        ),
        pytest.param(
            "at_least: 2\n",
            "count: 3\n",
            "seats.yaml",
            ["24:3: count 3 beside at_least or at_most; a seat has an exact count or bounds"],
            id="count-and-bounds",
        ),
        pytest.param(
            "  per_member: 3\n  from: kommunerna\n",
            "  per_member: 3\n",
            "seats.yaml",
            ["1:3: per_member without from; name the group that the seats are drawn from"],
            id="per-member-of-nobody",
        ),
        pytest.param(
            "at_most: 2}\n  from: kommunerna",
            "at_most: 2}\n  from: aby",
            "seats.yaml",
            ["34:9: per_member needs a group, and 'aby' is none"],
            id="per-member-of-one",
        ),
        pytest.param(
            "role: chefer", "role: rr", "seats.yaml", ["35:9: role 'rr' is of class organ, not a role"], id="role"
        ),
        pytest.param(
            "organ: au-aby",
            "organ: utskotten",
            "seats.yaml",
            ["25:10: organ 'utskotten' is a group; code one organ with one_per, or each organ"],
            id="organ",
        ),
        pytest.param(
            "  mode: practice\n",
            "",
            "seats.yaml",
            ["38:3: vacant is practice only; write mode: practice, or leave it out"],
            id="vacant",
        ),
        pytest.param(
            "  from: aby\n",
            "",
            "seats.yaml",
            ["24:3: a seat says from where, by whom, in what role or for whom; a bare number is the actor's size"],
            id="bare-number",
        ),
    ],
)
def test_seats_add_up(sound: Path, run: Run, old: str, new: str, file: str, expected: list[str]) -> None:
    path = sound / CASE / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    if expected:
        assert check_faulty(sound, run, file) == expected
    else:
        assert run("check", "--datasets", "sound").status == 0


# -- files as such ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "negative: true",
            "negative: no",
            "44:13: bare 'no' is a boolean in YAML 1.1; write true or false, or quote it",
            id="no",
        ),
        pytest.param(
            "negative: true",
            "negative: on",
            "44:13: bare 'on' is a boolean in YAML 1.1; write true or false, or quote it",
            id="on",
        ),
        pytest.param(
            "negative: true",
            "negative: Yes",
            "44:13: bare 'Yes' is a boolean in YAML 1.1; write true or false, or quote it",
            id="yes",
        ),
        pytest.param(
            "any: toward",
            "on: toward",
            "31:3: bare 'on' is a boolean in YAML 1.1; write true or false, or quote it",
            id="on-as-a-key",
        ),
        pytest.param(
            "toward: each-other",
            "toward: &x each-other\n  about: *x",
            "60:11: an anchor ('x'); remove it",
            id="anchor-and-alias",
        ),
        pytest.param(
            "toward: each-other",
            "<<: {toward: each-other}",
            "60:3: a merge key ('<<'); write the keys out",
            id="merge-key",
        ),
        pytest.param("toward: each-other", "toward: !x each-other", "60:11: a tag ('!x'); remove it", id="tag"),
        pytest.param("  toward: each-other", "\ttoward: each-other", "60:1: a tab; use spaces", id="tab-as-indent"),
        pytest.param("toward: each-other", "toward:\teach-other", "60:10: a tab; use spaces", id="tab-within"),
        pytest.param(
            "toward: each-other",
            "toward: each-other\r",
            "60:21: line ends are CRLF; save the file with LF line ends",
            id="crlf",
        ),
        pytest.param(
            "toward: each-other",
            "toward: \u200beach-other",
            "60:11: control character U+200B; remove it",
            id="zero-width",
        ),
        pytest.param(
            "toward: each-other", "toward: \x1beach-other", "60:11: control character U+001B; remove it", id="escape"
        ),
        pytest.param(
            "toward: each-other",
            "toward: \u202eeach-other",
            "60:11: control character U+202E; remove it",
            id="bidirectional-override",
        ),
        pytest.param("toward: each-other", "toward: [each-other", None, id="open-bracket"),
        pytest.param(
            "toward: each-other",
            "toward: each: other",
            "60:15: not YAML: mapping values are not allowed in this context; check indent, quotes and colons "
            "hereabouts",
            id="stray-colon",
        ),
    ],
)
def test_nothing_that_means_two_things_passes(broken: Broken, old: str, new: str, expected: str | None) -> None:
    said = broken(old, new)
    if expected is None:  # the rest is libyaml's own
        assert len(said) == 1
        assert said[0].endswith("; check indent, quotes and colons hereabouts")
    else:
        assert said == [expected]


def test_a_decomposed_name_is_refused(broken: Broken) -> None:
    decomposed = unicodedata.normalize("NFD", "välfärd")
    expected = ["17:10: 'a\u0308' is not in NFC; write it as 'ä'"]
    assert broken("name: välfärd", f"name: {decomposed}", "topics.yaml") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("<b>välfärd</b>", "'<b>välfärd</b>' holds markup ('<b'); write plain text", id="tag"),
        pytest.param("v&auml;lfärd", "'v&auml;lfärd' holds markup ('&auml;'); write plain text", id="entity"),
        pytest.param(
            '"väl\\u0007färd"', "'väl\\x07färd' holds the control character U+0007; remove it", id="escaped-bell"
        ),
        pytest.param(
            '"väl\\nfärd"', "'väl\\nfärd' holds a line break or double space; write it on one line", id="line-break"
        ),
        pytest.param(
            "väl  färd", "'väl  färd' holds a line break or double space; write it on one line", id="double-space"
        ),
        pytest.param(
            "'välfärd '",
            "'välfärd ' is empty or has space at an end; leave the key out, or trim it",
            id="space-at-the-end",
        ),
        pytest.param("''", "'' is empty or has space at an end; leave the key out, or trim it", id="empty"),
    ],
)
def test_a_name_is_plain_words(broken: Broken, name: str, expected: str) -> None:
    assert broken("name: välfärd", f"name: {name}", "topics.yaml") == [f"17:9: {expected}"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda _: b"", "1:1: the file is empty; write its records, or remove it", id="empty"),
        pytest.param(
            lambda _: b"# only a comment\n",
            "1:1: the file is empty; write its records, or remove it",
            id="comment-only",
        ),
        pytest.param(
            lambda _: b"\x89PNG\r\n\x1a\n\x00" + data,
            "1:1: byte 0x89 is a binary file; save it as UTF-8",
            id="binary",
        ),
        pytest.param(lambda data: data + b"\x00", "47:1: a NUL byte: a binary file; save it as UTF-8 text", id="nul"),
        pytest.param(
            lambda data: data.decode().encode("latin-1"),
            "11:8: byte 0xe5 is not UTF-8 (Latin-1?); save it as UTF-8",
            id="latin-1",
        ),
        pytest.param(
            lambda data: data.decode().encode("utf-16"),
            "1:1: begins with a byte-order mark; save the file as UTF-8 without it",
            id="utf-16",
        ),
        pytest.param(
            lambda _: b"\xef\xbb\xbf" + data,
            "1:1: begins with a byte-order mark; save the file as UTF-8 without it",
            id="byte-order-mark",
        ),
        pytest.param(
            lambda data: data.replace(b"\n", b"\r\n"),
            "1:19: line ends are CRLF; save the file with LF line ends",
            id="crlf",
        ),
        pytest.param(lambda _: b"words\n", "1:1: not a list; each record begins with '- '", id="no-list"),
        pytest.param(
            lambda _: b"- words\n", "1:3: 'words' where a record should be; write keys and values", id="no-records"
        ),
    ],
)
def test_a_file_that_is_no_list_of_records_is_named(
    sound: Path, run: Run, change: Callable[[bytes], bytes], expected: str
) -> None:
    path = sound / CASE / "seats.yaml"
    path.write_bytes(change(path.read_bytes()))
    said = check_faulty(sound, run, "seats.yaml")
    assert said == [expected]


@pytest.mark.parametrize("name", ["case.yaml", "sources.yaml", "actors.yaml"])
def test_a_case_needs_three_files(sound: Path, run: Run, name: str) -> None:
    (sound / CASE / name).unlink()
    assert check_faulty(sound, run, name) == ["1:1: no such file"]


def test_a_folder_in_the_place_of_a_file_is_named(sound: Path, run: Run) -> None:
    path = sound / CASE / "seats.yaml"
    path.unlink()
    path.mkdir()
    assert check_faulty(sound, run, "seats.yaml") == ["1:1: cannot be read: Is a directory"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "1:1: the file is empty; write its records, or remove it", id="empty"),
        pytest.param("- name: x\n", "1:1: a list where a record should be; write keys and values", id="a-list"),
    ],
)
def test_the_case_file_is_one_record(sound: Path, run: Run, text: str, expected: str) -> None:
    (sound / CASE / "case.yaml").write_text(text, encoding="utf-8")
    assert check_faulty(sound, run, "case.yaml") == [expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "seat.yaml", "unknown file; did you mean 'seats.yaml' or 'case.yaml' or 'events.yaml'?", id="misspelt"
        ),
        pytest.param(
            "notes.docx",
            "unknown file; a case holds case.yaml, sources.yaml, actors.yaml, topic_lists.yaml, topics.yaml, "
            "instruments.yaml, seats.yaml, "
            "mandates.yaml, procedures.yaml, events.yaml, alignment.yaml, uncoded.yaml",
            id="foreign",
        ),
    ],
)
def test_an_unknown_file_of_a_case_is_named(sound: Path, run: Run, name: str, expected: str) -> None:
    (sound / CASE / name).write_text("x", encoding="utf-8")
    assert check_faulty(sound, run, name) == [f"1:1: {expected}"]


def test_a_case_folder_is_called_by_an_id(sound: Path, run: Run) -> None:
    (sound / CASE).rename(sound / "Mellan By")
    assert check_faulty(sound, run) == [
        "sound/Mellan By:1:1: folder 'Mellan By' is no case id; use a-z, 0-9 and single hyphens"
    ]


def test_all_faults_of_all_files_come_in_one_run(sound: Path, broken: Broken) -> None:
    (sound / CASE / "seats.yaml").write_bytes(b"")
    (sound / CASE / "case.yaml").write_text("name: Mellanby\n", encoding="utf-8")
    text = (sound / CASE / "actors.yaml").read_text(encoding="utf-8")
    text = text.replace("tier: official\n  valid: 2023/..", "tier: officials\n  valid: 2023-13-01")
    (sound / CASE / "actors.yaml").write_text(text, encoding="utf-8")
    assert broken("deontic: may_not", "deontic: maynot\n  extent: al") == [
        "sound/mellanby/actors.yaml:112:9: tier 'officials' is not one of 'political', 'official', 'mixed'; did "
        "you mean 'official'?",
        "sound/mellanby/actors.yaml:113:10: '2023-13-01' is no day; months are 01 to 12, seasons 21 to 24, "
        "halves 40 and 41",
        "sound/mellanby/case.yaml:1:1: key 'coders' is missing",
        "sound/mellanby/case.yaml:1:1: key 'default_source' is missing",
        "sound/mellanby/case.yaml:1:1: key 'kind' is missing",
        "sound/mellanby/case.yaml:1:1: key 'period' is missing",
        "19:12: deontic 'maynot' is not one of 'must', 'should', 'may', 'may_not'; did you mean 'may_not' or 'may'?",
        "20:11: extent 'al' is not one of 'all', 'most', 'some', 'further'; did you mean 'all'?",
        "sound/mellanby/seats.yaml:1:1: the file is empty; write its records, or remove it",
    ]


# -- the vocabulary --------------------------------------------------------------------------------------------------

WARNS = """\
- id: warns
  label: {sv: varnar, en: warns}
  inverse: {sv: varnas av, en: is warned by}
  definition: {sv: Innehavaren varnar motparten., en: The holder warns the receiver.}
  family: information
  arrowhead: arrow
"""
KIND = "- id: club\n  class: organ\n  label: {sv: klubb, en: club}\n  definition: {sv: En klubb., en: A club.}\n"
AIM = "- id: sings\n  label: {sv: sjunger, en: sings}\n  definition: {sv: Den sjunger., en: It sings.}\n"


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        pytest.param("verbs.yaml", "", "1:1: the file is empty; write its records, or remove it", id="empty"),
        pytest.param("verbs.yaml", "warns: x\n", "1:1: not a list; each record begins with '- '", id="no-list"),
        pytest.param(
            "verbs.yaml", WARNS.replace("  arrowhead: arrow\n", ""), "1:3: key 'arrowhead' is missing", id="missing-key"
        ),
        pytest.param(
            "verbs.yaml",
            WARNS.replace("arrowhead: arrow", "arrowhead: arow"),
            "6:14: arrowhead 'arow' is not one of 'arrow', 'triangle', 'triangle-open', 'diamond', "
            "'diamond-open', 'dot', 'dot-open', 'square', 'square-open', 'chevron', 'bar', 'none'; did you mean "
            "'arrow'?",
            id="arrowhead",
        ),
        pytest.param(
            "verbs.yaml",
            WARNS.replace("family: information", "family: info"),
            "5:11: no family 'info' in families.yaml",
            id="family",
        ),
        pytest.param(
            "verbs.yaml",
            WARNS.replace("family: information", "family: structure"),
            "5:11: structure verb 'warns' is projected: true",
            id="structure-not-projected",
        ),
        pytest.param(
            "verbs.yaml",
            WARNS.replace("sv: varnar, ", ""),
            "2:10: label of 'warns' has no sv; write both",
            id="label-in-one-language",
        ),
        pytest.param(
            "verbs.yaml",
            WARNS.replace("sv: varnar,", "sv: informerar,"),
            "2:10: 'informerar' is what 'informs' is called too; tell them apart",
            id="label-taken",
        ),
        pytest.param("verbs.yaml", WARNS + WARNS, "7:7: id 'warns' is given twice", id="twice"),
        pytest.param(
            "verbs.yaml",
            WARNS.replace("id: warns", "id: Warns"),
            "1:7: 'Warns' is no verb id; use a-z and single underscores, such as 'prepares_for'",
            id="id",
        ),
        pytest.param(
            "kinds.yaml",
            KIND.replace("class: organ", "class: organs"),
            "2:10: class 'organs' is not one of 'organisation', 'organ', 'network', 'role', 'group', 'area', "
            "'structure'; did you mean 'organ' or 'organisation'?",
            id="class",
        ),
        pytest.param(
            "kinds.yaml",
            KIND.replace("class: organ", "class: group\n  member_kind: clubs"),
            "3:16: no kind 'clubs' in kinds.yaml",
            id="member-kind",
        ),
        pytest.param(
            "families.yaml",
            AIM + "  colour: red\n",
            "4:11: 'red' is no colour; write #rrggbb in lower case, such as '#00695c'",
            id="colour",
        ),
        pytest.param(
            "aims.yaml",
            AIM.replace("id: sings", "id: informs"),
            "1:7: 'informs' is a verb already; an aim has no counterpart",
            id="aim-that-is-a-verb",
        ),
        pytest.param(
            "aims.yaml",
            AIM.replace("Den sjunger.", "<i>Den</i>"),
            "3:20: '<i>Den</i>' holds markup ('<i'); write plain text",
            id="markup",
        ),
        pytest.param("verb.yaml", WARNS, "1:1: unknown file; did you mean 'verbs.yaml'?", id="file-name"),
    ],
)
def test_a_wrong_vocabulary_file_is_named(sound: Path, run: Run, file: str, text: str, expected: str) -> None:
    (sound / "vocabulary").mkdir()
    (sound / "vocabulary" / file).write_text(text, encoding="utf-8")
    said = check_faulty(sound, run)
    assert said == [f"sound/vocabulary/{file}:{expected}"]


def test_a_sound_vocabulary_of_ones_own_adds_words(sound: Path, run: Run, broken: Broken) -> None:
    (sound / "vocabulary").mkdir()
    (sound / "vocabulary" / "verbs.yaml").write_text(WARNS, encoding="utf-8")
    assert run("check", "--datasets", "sound").status == 0
    assert broken("aim: supports", "aim: warn") == [
        "82:8: no verb or aim 'warn' in the vocabulary; did you mean 'warns'?"
    ]


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
            "invalid value for '--format': 'xml' is not one of 'table', 'json', 'csv'",
            id="format",
        ),
        pytest.param(
            "who informs RR --lang no", "invalid value for '--lang': 'no' is not one of 'en', 'sv'", id="language"
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


@pytest.mark.parametrize("name", ["x.gif", "x", "x.svg.txt"])
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


def test_an_ambiguous_actor_of_one_case_is_refused_with_the_candidates(sound: Path, broken: Broken, run: Run) -> None:
    path = sound / CASE / "actors.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: chefer", "name: RR"), encoding="utf-8")
    ran = run("--datasets", "sound", "show", "RR")
    assert (
        ran.err
        == "actor 'RR' is ambiguous: mellanby.rr, mellanby.chefer; give one of these ids, or narrow with --case\n"
    )


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
        f"mellanby.rr-arbetsordning: {expected}",
        "mellanby: 57 cues resolve, 1 do not, 0 moved",
    ]
    assert read_folder(sound) == before
