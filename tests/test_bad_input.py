"""Bad records: each fault named where it was made, exit status 1, nothing lost and nothing on disk changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import CASE, Broken, Run, check_faulty
from govgraph.records import Mandate

pytestmark = pytest.mark.usefixtures("sound")

MANDATE_KEYS = [field.alias or key for key, field in Mandate.model_fields.items()]

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
            [f"81:3: unknown key 'zzz'; known keys: {', '.join(MANDATE_KEYS)}"],
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
            "aim: prepares_for",
            "aim: prepares for",
            "51:8: aim 'prepares for' is a label of 'prepares_for'; write the id",
            id="label",
        ),
        pytest.param(
            "aim: prepares_for",
            "aim: Bereder för",
            "51:8: aim 'Bereder för' is a label of 'prepares_for'; write the id",
            id="label-in-swedish",
        ),
        pytest.param(
            "aim: prepares_for",
            "aim: {sv: ta fram underlag, en: has matters prepared by}",
            "51:8: aim 'has matters prepared by' is 'prepares_for' from the receiver's side; write prepares_for, and "
            "holder and toward to fit",
            id="inverse-label",
        ),
        pytest.param(
            "aim: meets",
            "aim: {en: meets}",
            "65:8: aim 'meets' is a label of 'meets'; write the id",
            id="label-of-an-aim",
        ),
        pytest.param(
            "aim: prepares_for",
            "aim: är del av",
            "51:8: 'part_of' is read from fields, seats and events; it is never coded as a mandate",
            id="label-of-a-projected-verb",
        ),
        pytest.param("aim: supports", "aim:", "82:7: aim is empty; fill it, or leave the key out", id="empty-required"),
        pytest.param(
            "{sv: löpande, en: continuously}",
            "",
            "75:14: constraint is empty; fill it, or leave the key out",
            id="empty",
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
            "  kind: administration\n",
            "  kind: structure\n",
            "actors.yaml",
            "29:9: no kind 'structure' in the vocabulary; that is a class, whose kinds are collaboration-structure",
            id="class-for-a-kind",
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
            "3:13: no function 'broad-forum' in the vocabulary; "
            "did you mean 'broad-political-forum' or 'chairs-forum'?",
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
