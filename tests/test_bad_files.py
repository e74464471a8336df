"""Bad files, of a case or of the vocabulary: named, exit status 1, nothing lost and nothing on disk changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CASE, Broken, Run, check_faulty

pytestmark = pytest.mark.usefixtures("sound")

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
            "60:15: not YAML: mapping values are not allowed in this context; put words that hold a colon in quotes",
            id="stray-colon",
        ),
        pytest.param(
            "constraint: {sv: löpande, en: continuously}",
            "constraint: fråga #1 först",
            "75:21: what follows 'fråga' is a comment; put the words in quotes, or a space behind #",
            id="number-sign",
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


def test_a_comment_behind_a_value_passes(sound: Path, run: Run) -> None:
    path = sound / CASE / "mandates.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("aim: convenes", "aim: convenes # as the text has it"), encoding="utf-8", newline="")
    assert run("check", "--datasets", "sound").status == 0


@pytest.mark.parametrize("word", ["y", "n", "nej", "'no'", "Norge"])
def test_a_word_that_only_resembles_a_boolean_passes(sound: Path, run: Run, word: str) -> None:
    path = sound / CASE / "topics.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: välfärd", f"name: {word}"), encoding="utf-8")
    assert run("check", "--datasets", "sound").status == 0


def test_a_decomposed_name_is_refused(broken: Broken) -> None:
    decomposed = unicodedata.normalize("NFD", "välfärd")
    expected = ["17:10: 'a\u0308' is two signs (NFD); write it as one (NFC): 'ä'"]
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
            lambda data: b"\x89PNG\r\n\x1a\n\x00" + data,
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
            lambda data: b"\xef\xbb\xbf" + data,
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
    text = text.replace("valid: 2023/..", "valid: våren 2023").replace("size: 9", "size: 0")
    (sound / CASE / "actors.yaml").write_text(text, encoding="utf-8")
    assert broken("deontic: may_not", "deontic: maynot\n  extent: al") == [
        "sound/mellanby/actors.yaml:66:9: size 0: not a number from 1",
        "sound/mellanby/actors.yaml:113:10: 'våren 2023' is in words; write '2023-21'",
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
  infinitive: {sv: varna, en: warn}
  definition: {sv: Innehavaren varnar motparten., en: The holder warns the receiver.}
  family: information
  arrowhead: arrow
"""
KIND = "- id: club\n  class: organ\n  label: {sv: klubb, en: club}\n  definition: {sv: En klubb., en: A club.}\n"
AIM = (
    "- id: sings\n  label: {sv: sjunger, en: sings}\n  definition: {sv: Den sjunger., en: It sings.}\n"
    "  infinitive: {sv: sjunga, en: sing}\n"
)


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
            "7:14: arrowhead 'arow' is not one of 'arrow', 'triangle', 'triangle-open', 'diamond', "
            "'diamond-open', 'dot', 'dot-open', 'square', 'square-open', 'chevron', 'bar', 'none'; did you mean "
            "'arrow'?",
            id="arrowhead",
        ),
        pytest.param(
            "verbs.yaml",
            WARNS.replace("family: information", "family: info"),
            "6:11: no family 'info' in families.yaml",
            id="family",
        ),
        pytest.param(
            "verbs.yaml",
            WARNS.replace("family: information", "family: structure"),
            "6:11: structure verb 'warns' is projected: true",
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
            WARNS.replace("  infinitive: {sv: varna, en: warn}\n", ""),
            "1:3: key 'infinitive' is missing",
            id="no-infinitive",
        ),
        pytest.param(
            "aims.yaml",
            AIM.replace("infinitive: {sv: sjunga, en: sing}", "infinitive: sjunga"),
            "4:15: infinitive of 'sings' has no en; write both",
            id="infinitive-in-one-language",
        ),
        pytest.param(
            "verbs.yaml",
            WARNS.replace("sv: varnar,", "sv: informerar,"),
            "2:10: 'informerar' is what 'informs' is called too; tell them apart",
            id="label-taken",
        ),
        pytest.param("verbs.yaml", WARNS + WARNS, "8:7: id 'warns' is given twice", id="twice"),
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
            AIM.replace("  infinitive: {sv: sjunga, en: sing}\n", "  colour: red\n"),
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
        pytest.param(
            "verb.yaml",
            WARNS,
            "1:1: unknown file; did you mean 'verbs.yaml' or 'features.yaml' or 'themes.yaml'?",
            id="file-name",
        ),
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
