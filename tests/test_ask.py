"""Questions: what a line coded at a group means for a member, what the defaults leave out, and what silence means."""

from __future__ import annotations

import pytest

from conftest import CASE, Coded
from govgraph import AmbiguousNameError, Answers, UnknownNameError, UsageError, load_graph, who, whom
from govgraph.graph import Graph

# -- groups: design, the table of groups -----------------------------------------------------------------------------


def rows_of(answers: Answers) -> list[str]:
    """Answers as `source>target via group (holds)`, without what is usual, in their order."""
    rows = []
    for answer in answers:
        target = (answer.target or "").removeprefix("small.")
        row = f"{answer.source.removeprefix('small.')}>{target}"
        row += f" via {answer.via.removeprefix('small.')}" if answer.via else ""
        rows.append(row + (f" ({answer.holds})" if answer.holds != "yes" else ""))
    return rows


def near_of(answers: Answers) -> list[str]:
    return [near.reason for near in answers.silence.near] if answers.silence else []


A_EACH = "{holder: a, aim: informs, toward: g, toward_as: each}"
A_JOINTLY = "{holder: a, aim: informs, toward: g, toward_as: jointly}"
EACH_B = "{holder: g, aim: informs, toward: b, holder_as: each}"
JOINTLY_B = "{holder: g, aim: informs, toward: b, holder_as: jointly}"
BOTH = "{holder: g, aim: informs, toward: h-group, holder_as: %s, toward_as: %s}"
PAIRS = "{holder: g, aim: informs, toward: h-group, pairs: %s}"
AMONG = "{holder: g, aim: informs, toward: each-other}"
FURTHER = "{holder: a, aim: informs, toward: g, toward_as: each, extent: further}"
MOST = "{holder: a, aim: informs, toward: g, toward_as: each, extent: most}"


@pytest.mark.parametrize(
    ("mandate", "question", "direct", "expanded"),
    [
        # A → G, each
        pytest.param(A_EACH, "who m", ["a>m via g"], ["a>m via g"], id="toward-each-asked-by-a-member"),
        pytest.param(A_EACH, "who g", ["a>g"], ["a>m via g", "a>o via g"], id="toward-each-asked-by-the-group"),
        pytest.param(A_EACH, "whom a", ["a>g"], ["a>m via g", "a>o via g"], id="toward-each-asked-by-the-holder"),
        pytest.param(A_EACH, "whom m", [], [], id="toward-each-is-not-from-a-member"),
        # A → G, jointly
        pytest.param(A_JOINTLY, "who m", [], [], id="toward-jointly-asked-by-a-member"),
        pytest.param(A_JOINTLY, "who g", ["a>g"], ["a>g"], id="toward-jointly-asked-by-the-group"),
        pytest.param(A_JOINTLY, "whom a", ["a>g"], ["a>g"], id="toward-jointly-asked-by-the-holder"),
        # G → B, each
        pytest.param(EACH_B, "whom m", ["m>b via g"], ["m>b via g"], id="holder-each-asked-by-a-member"),
        pytest.param(EACH_B, "who b", ["g>b"], ["m>b via g", "o>b via g"], id="holder-each-asked-by-the-receiver"),
        pytest.param(EACH_B, "whom g", ["g>b"], ["m>b via g", "o>b via g"], id="holder-each-asked-by-the-group"),
        # G → B, jointly
        pytest.param(JOINTLY_B, "whom m", [], [], id="holder-jointly-asked-by-a-member"),
        pytest.param(JOINTLY_B, "who b", ["g>b"], ["g>b"], id="holder-jointly-asked-by-the-receiver"),
        # G → H, holder_as × toward_as
        pytest.param(
            BOTH % ("each", "each"),
            "whom m",
            ["m>h-group via g"],
            ["m>h via g", "m>k via g"],
            id="each-each-asked-by-a-holder",
        ),
        pytest.param(
            BOTH % ("each", "each"),
            "who h",
            ["g>h via h-group"],
            ["m>h via h-group", "o>h via h-group"],
            id="each-each-asked-by-a-receiver",
        ),
        pytest.param(
            BOTH % ("each", "each"),
            "who h-group",
            ["g>h-group"],
            ["m>h via g", "m>k via g", "o>h via g", "o>k via g"],
            id="each-each-asked-by-the-group",
        ),
        pytest.param(
            BOTH % ("each", "jointly"),
            "whom m",
            ["m>h-group via g"],
            ["m>h-group via g"],
            id="each-jointly-asked-by-a-holder",
        ),
        pytest.param(BOTH % ("each", "jointly"), "who h", [], [], id="each-jointly-asked-by-a-receiver"),
        pytest.param(
            BOTH % ("each", "jointly"),
            "who h-group",
            ["g>h-group"],
            ["m>h-group via g", "o>h-group via g"],
            id="each-jointly-asked-by-the-group",
        ),
        pytest.param(BOTH % ("jointly", "each"), "whom m", [], [], id="jointly-each-asked-by-a-holder"),
        pytest.param(
            BOTH % ("jointly", "each"),
            "who h",
            ["g>h via h-group"],
            ["g>h via h-group"],
            id="jointly-each-asked-by-a-receiver",
        ),
        pytest.param(
            BOTH % ("jointly", "jointly"),
            "who h-group",
            ["g>h-group"],
            ["g>h-group"],
            id="jointly-jointly-asked-by-the-group",
        ),
        # G → H, pairs
        pytest.param(PAIRS % "own", "whom m", ["m>h via g"], ["m>h via g"], id="own-asked-by-a-holder"),
        pytest.param(PAIRS % "own", "who k", ["o>k via h-group"], ["o>k via h-group"], id="own-asked-by-a-receiver"),
        pytest.param(
            PAIRS % "own", "who h-group", ["g>h-group"], ["m>h via g", "o>k via g"], id="own-asked-by-the-group"
        ),
        pytest.param(PAIRS % "class", "whom m", [], [], id="class-asked-by-a-holder"),
        pytest.param(PAIRS % "class", "who h", [], [], id="class-asked-by-a-receiver"),
        pytest.param(PAIRS % "class", "who h-group", ["g>h-group"], ["g>h-group"], id="class-asked-by-the-group"),
        # within G
        pytest.param(AMONG, "whom m", ["m>g via g"], ["m>o via g"], id="each-other-asked-by-a-holder"),
        pytest.param(AMONG, "who m", ["g>m via g"], ["o>m via g"], id="each-other-asked-by-a-receiver"),
        pytest.param(AMONG, "whom g", ["g>g"], ["m>o via g", "o>m via g"], id="each-other-asked-by-the-group"),
        # extent
        pytest.param(MOST, "who m", ["a>m via g (possibly)"], ["a>m via g (possibly)"], id="most-asked-by-a-member"),
        pytest.param(
            MOST, "whom a", ["a>g"], ["a>m via g (possibly)", "a>o via g (possibly)"], id="most-asked-by-the-holder"
        ),
        pytest.param(
            MOST.replace("most", "some"),
            "who m",
            ["a>m via g (possibly)"],
            ["a>m via g (possibly)"],
            id="some-asked-by-a-member",
        ),
        pytest.param(MOST.replace("most", "all"), "who m", ["a>m via g"], ["a>m via g"], id="all-asked-by-a-member"),
        pytest.param(FURTHER, "who m", [], [], id="further-asked-by-a-member"),
        pytest.param(FURTHER, "whom a", ["a>g"], ["a>g"], id="further-asked-by-the-holder"),
        # any
        pytest.param(
            "{holder: a, aim: informs, toward: [b, c], any: toward}",
            "whom a",
            ["a>b (possibly)", "a>c (possibly)"],
            ["a>b (possibly)", "a>c (possibly)"],
            id="any-toward",
        ),
        pytest.param(
            "{holder: [a, c], aim: informs, toward: b, any: holder}",
            "who b",
            ["a>b (possibly)", "c>b (possibly)"],
            ["a>b (possibly)", "c>b (possibly)"],
            id="any-holder",
        ),
        # unspecified
        pytest.param(
            "{holder: unspecified, aim: informs, toward: b}",
            "who b",
            ["unspecified--m1>b"],
            ["unspecified--m1>b"],
            id="unspecified-holder",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: unspecified}",
            "whom a",
            ["a>unspecified--m1"],
            ["a>unspecified--m1"],
            id="unspecified-receiver",
        ),
    ],
)
def test_a_line_at_a_group_means_for_a_member_what_it_says(
    coded: Coded, mandate: str, question: str, direct: list[str], expanded: list[str]
) -> None:
    graph = coded(mandate)
    word, actor = question.split()
    for expand, expected in ((False, direct), (True, expanded)):
        node = f"small.{actor}"
        answers = (
            who(graph, "informs", node, expand=expand) if word == "who" else whom(graph, node, "informs", expand=expand)
        )
        assert rows_of(answers) == expected, f"expand={expand}"


@pytest.mark.parametrize(
    ("mandate", "actor", "code", "near"),
    [
        pytest.param(A_JOINTLY, "m", "not_stated", ["jointly"], id="met-jointly"),
        pytest.param(FURTHER, "m", "not_stated", ["further"], id="further"),
        pytest.param(
            (PAIRS % "class").replace("holder: g", "holder: h-group").replace("toward: h-group", "toward: g"),
            "m",
            "of_kind",
            ["of_kind"],
            id="of-kind",
        ),
    ],
)
def test_what_does_not_reach_a_member_is_named_as_near(
    coded: Coded, mandate: str, actor: str, code: str, near: list[str]
) -> None:
    answers = who(coded(mandate), "informs", f"small.{actor}")
    assert answers.silence is not None
    assert (answers.silence.code, near_of(answers)) == (code, near)


def test_an_answer_by_a_group_is_one_hop_long(coded: Coded) -> None:
    (answer,) = who(coded(A_EACH), "informs", "small.m")
    assert (answer.path, answer.distance, answer.via) == (["small.a", "small.m"], 1, "small.g")


def test_a_group_without_names_expands_to_one_row(coded: Coded) -> None:
    graph = coded(A_EACH, actors="a: {name: A, kind: board}\ng: {name: G, kind: political-organs, number: 15}")
    assert rows_of(whom(graph, "small.a", "informs", expand=True)) == ["a>g"]


def test_a_group_of_groups_expands_to_all_members(coded: Coded) -> None:
    actors = (
        "a: {name: A, kind: board}\ng: {name: G, kind: political-organs, members: [i, m]}\n"
        "i: {name: I, kind: political-organs, members: [k]}\nk: {name: K, kind: board}\nm: {name: M, kind: board}"
    )
    graph = coded(A_EACH, actors=actors)
    assert rows_of(whom(graph, "small.a", "informs", expand=True)) == ["a>k via g", "a>m via g"]
    assert rows_of(who(graph, "informs", "small.k")) == ["a>k via g"]


def test_a_line_of_one_verb_never_passes_on_another(coded: Coded) -> None:
    graph = coded("{holder: a, aim: finances, toward: b}", "{holder: b, aim: informs, toward: c}")
    assert rows_of(who(graph, "informs", "small.c")) == ["b>c"]
    assert rows_of(whom(graph, "small.a", "informs")) == []


# -- who is asked about ----------------------------------------------------------------------------------------------


def test_a_joint_line_is_found_from_each_of_its_holders(coded: Coded) -> None:
    graph = coded("{holder: a, with: c, aim: informs, toward: b}")
    for holder in ("a", "c"):
        assert [answer.line["id"] for answer in whom(graph, f"small.{holder}", "informs")] == [
            "small.m1--a--informs--b"
        ]
    assert rows_of(who(graph, "informs", "small.b")) == ["a>b"]


def test_a_group_that_holds_jointly_with_another_lends_its_members_nothing(coded: Coded) -> None:
    graph = coded("{holder: a, with: g, aim: informs, toward: b}")
    assert len(whom(graph, "small.g", "informs")) == 1
    answers = whom(graph, "small.m", "informs")
    assert (rows_of(answers), near_of(answers)) == ([], ["jointly"])


@pytest.mark.parametrize("asked", ["a", "b"])
@pytest.mark.parametrize("word", ["who", "whom"])
def test_a_symmetric_line_is_found_from_both_ends_as_coded(coded: Coded, asked: str, word: str) -> None:
    graph = coded("{holder: a, aim: cooperates_with, toward: b}")
    node = f"small.{asked}"
    answers = who(graph, "cooperates_with", node) if word == "who" else whom(graph, node, "cooperates_with")
    assert rows_of(answers) == ["a>b"]


@pytest.mark.parametrize(
    "name",
    [
        f"{CASE}.rr",
        "RR",
        "rr",
        "Regionala rådet",
        "REGIONALA RÅDET",
        "Regionala ra\u030adet",
        "the Regional Council",
        " RR ",
    ],
    ids=["global-id", "abbreviation", "lower-case", "name", "upper-case", "decomposed", "english-name", "spaces"],
)
def test_an_actor_is_found_by_any_of_its_names(sound_graph: Graph, name: str) -> None:
    assert who(sound_graph, "informs", name).question.actor == f"{CASE}.rr"


@pytest.mark.parametrize(
    ("name", "actor"),
    [("Chefsgruppen", "natverket"), ("regionen", "region")],
    ids=["former-name", "variant"],
)
def test_an_actor_is_found_by_names_that_it_had_or_is_also_called(sound_graph: Graph, name: str, actor: str) -> None:
    assert who(sound_graph, "informs", name).question.actor == f"{CASE}.{actor}"


def test_a_local_id_is_known_only_within_a_case(sound_graph: Graph) -> None:
    assert who(sound_graph, "informs", "natverket", case=CASE).question.actor == f"{CASE}.natverket"
    with pytest.raises(UnknownNameError):
        who(sound_graph, "informs", "natverket")


def test_an_id_that_went_leads_to_its_successor(sound_graph: Graph) -> None:
    assert who(sound_graph, "informs", f"{CASE}.radet").question.actor == f"{CASE}.rr"


def test_an_error_offers_what_was_meant(sound_graph: Graph) -> None:
    with pytest.raises(UnknownNameError) as unknown:
        who(sound_graph, "informs", "RRR")
    assert unknown.value.nearest == ("RR",)


def test_an_ambiguous_name_offers_every_bearer(coded: Coded) -> None:
    graph = coded(actors="a: {name: Same, kind: board}\nb: {name: Same, kind: board}")
    with pytest.raises(AmbiguousNameError) as ambiguous:
        who(graph, "informs", "Same")
    assert ambiguous.value.candidates == ("small.a", "small.b")


# -- verbs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["informs", "Informs", "informerar", "INFORMERAR"])
def test_a_verb_is_found_by_id_or_label(sound_graph: Graph, verb: str) -> None:
    question = who(sound_graph, verb, "RR").question
    assert (question.verb, question.direction) == ("informs", "in")


@pytest.mark.parametrize("verb", ["informeras av", "is informed by", "Informeras  av"])
def test_an_inverse_label_turns_the_question_round(sound_graph: Graph, verb: str) -> None:
    turned = whom(sound_graph, "RR", verb)
    straight = who(sound_graph, "informs", "RR")
    assert (turned.question.verb, turned.question.direction) == ("informs", "in")
    assert turned.answers == straight.answers


def test_a_family_asks_for_all_its_verbs(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b}",
        "{holder: a, aim: reports_to, toward: b}",
        "{holder: a, aim: leads, toward: b}",
    )
    answers = who(graph, "information", "small.b")
    assert answers.question.verb == "information"
    assert [answer.line["verb"] for answer in answers] == ["informs", "reports_to"]


def test_any_asks_for_all_but_structure(coded: Coded) -> None:
    graph = coded("{holder: k, aim: informs, toward: o}", "{holder: k, aim: {sv: möta}, toward: o}")
    assert [answer.line["verb"] for answer in who(graph, "any", "small.o")] == ["informs", "other"]
    assert [answer.line["verb"] for answer in who(graph, "structure", "small.o")] == ["attached_to"]


def test_answers_are_ordered_by_holder_receiver_verb_and_line(coded: Coded) -> None:
    graph = coded(
        "x: {holder: c, aim: informs, toward: b}",
        "z: {holder: a, aim: reports_to, toward: b}",
        "v: {holder: a, aim: informs, toward: b, object: plans}",
        "u: {holder: a, aim: informs, toward: b}",
    )
    expected = ["u--a--informs", "v--a--informs", "z--a--reports_to", "x--c--informs"]
    assert [answer.line["id"] for answer in who(graph, "any", "small.b")] == [f"small.{row}--b" for row in expected]


# -- aims without counterpart ----------------------------------------------------------------------------------------


def test_an_aim_is_asked_without_an_actor(sound_graph: Graph) -> None:
    (answer,) = who(sound_graph, "decides")
    assert (answer.source, answer.target, answer.line["object_en"]) == (f"{CASE}.rr", None, "its rules of procedure")


@pytest.mark.parametrize(("about", "number"), [("ASM", 1), ("avtalet", 1), ("klimat", 0)])
def test_an_aim_is_narrowed_to_a_topic_or_instrument(sound_graph: Graph, about: str, number: int) -> None:
    assert len(who(sound_graph, "decides", about=about)) == number


def test_a_verb_without_an_actor_asks_for_all_its_holders(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: b}", "{holder: c, aim: informs}")
    assert [(answer.source, answer.target) for answer in who(graph, "informs")] == [
        ("small.a", "small.b"),
        ("small.c", None),
    ]


def test_an_inverse_label_without_an_actor_is_refused(sound_graph: Graph) -> None:
    with pytest.raises(UsageError, match="name the actor too"):
        who(sound_graph, "informeras av")


# -- what the defaults leave out -------------------------------------------------------------------------------------

LINE = "{holder: a, aim: informs, toward: b%s}"
ZERO = dict.fromkeys(("proposed", "planned", "former", "practice", "other_date", "of_kind", "negative"), 0)


@pytest.mark.parametrize(
    ("axes", "shown"),
    [
        pytest.param("", True, id="adopted"),
        pytest.param(", status: proposed", False, id="proposed"),
        pytest.param(", status: planned", False, id="planned"),
        pytest.param(", status: former", False, id="former"),
        pytest.param(", mode: practice", True, id="practice"),
        pytest.param(", basis: inferred", True, id="inferred"),
        pytest.param(", scope: outside", True, id="outside"),
        pytest.param(", valid: 2020", False, id="another-date"),
        pytest.param(", valid: 2027/..", True, id="begins-in-the-period"),
        pytest.param(", negative: true", False, id="negative"),
        pytest.param(", deontic: may_not", False, id="banned"),
    ],
)
def test_a_question_shows_what_is_adopted_and_holds_in_the_period(coded: Coded, axes: str, shown: bool) -> None:
    assert len(who(coded(LINE % axes), "informs", "small.b")) == int(shown)


@pytest.mark.parametrize(
    ("axes", "key"),
    [
        pytest.param("status: proposed", "proposed", id="proposed"),
        pytest.param("status: planned", "planned", id="planned"),
        pytest.param("status: former", "former", id="former"),
        pytest.param("valid: 2020", "other_date", id="another-date"),
        pytest.param("negative: true", "negative", id="negative"),
        pytest.param("deontic: may_not", "negative", id="banned"),
        pytest.param("status: proposed, negative: true", "proposed", id="proposed-negative"),
        pytest.param("status: former, valid: 2020", "former", id="former-of-another-date"),
        pytest.param("valid: 2020, negative: true", "other_date", id="negative-of-another-date"),
    ],
)
def test_a_line_left_out_is_counted_once_under_the_first_reason(coded: Coded, axes: str, key: str) -> None:
    assert who(coded(LINE % f", {axes}"), "informs", "small.b").omitted == {**ZERO, key: 1}


@pytest.mark.parametrize(
    ("axes", "key"),
    [("", "of_kind"), (", status: proposed", "proposed"), (", valid: 2020", "other_date")],
    ids=["adopted", "proposed", "another-date"],
)
def test_a_statement_of_kind_is_counted_after_status_and_date(coded: Coded, axes: str, key: str) -> None:
    graph = coded("{holder: h-group, aim: informs, toward: g, pairs: class%s}" % axes)  # noqa: UP031
    assert who(graph, "informs", "small.m").omitted == {**ZERO, key: 1}


def test_what_is_left_out_is_counted_beside_answers_too(coded: Coded) -> None:
    answers = who(coded(LINE % "", LINE % ", status: proposed"), "informs", "small.b")
    assert (len(answers), answers.omitted, answers.silence) == (1, {**ZERO, "proposed": 1}, None)


def test_all_lifts_status_mode_and_date_but_not_what_is_denied(coded: Coded) -> None:
    graph = coded(
        LINE % ", status: proposed", LINE % ", valid: 2020", LINE % ", mode: practice", LINE % ", negative: true"
    )
    answers = who(graph, "informs", "small.b", everything=True)
    assert [answer.line["record"] for answer in answers] == ["small.m1", "small.m2", "small.m3"]
    assert answers.omitted == {**ZERO, "negative": 1}


def test_rules_only_leaves_practice_out(coded: Coded) -> None:
    graph = coded(LINE % "", LINE % ", mode: practice")
    answers = who(graph, "informs", "small.b", rules_only=True)
    assert ([answer.line["mode"] for answer in answers], answers.omitted["practice"]) == (["rule"], 1)


def test_statuses_are_chosen(coded: Coded) -> None:
    graph = coded(LINE % "", LINE % ", status: proposed", LINE % ", status: former")
    answers = who(graph, "informs", "small.b", status=["proposed", "former"])
    assert [answer.line["status"] for answer in answers] == ["proposed", "former"]
    assert answers.question.status == ("proposed", "former")


# -- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("axes", "at", "holds"),
    [
        pytest.param("", None, "yes", id="the-period"),
        pytest.param("", "2025", "yes", id="within-what-the-source-covers"),
        pytest.param("", "2030", None, id="after-what-the-source-covers"),
        pytest.param(", valid: 2025/..", "2024", None, id="before-it-began"),
        pytest.param(", valid: 2025/..", "2026-05-01", "yes", id="since"),
        pytest.param(", valid: 2025-21/..", "2025-04-01", "possibly", id="in-the-spring-that-it-began"),
        pytest.param(", valid: 2025~", "2025", "possibly", id="about-the-year"),
    ],
)
def test_a_line_holds_certainly_possibly_or_not(coded: Coded, axes: str, at: str | None, holds: str | None) -> None:
    answers = who(coded(LINE % axes), "informs", "small.b", at=at)
    assert [answer.holds for answer in answers] == ([holds] if holds else [])


@pytest.mark.parametrize(
    ("axes", "code"), [("", "not_covered"), (", valid: 2025", "other_date")], ids=["default", "coded"]
)
def test_a_date_outside_the_sources_is_another_silence_than_another_date(coded: Coded, axes: str, code: str) -> None:
    answers = who(coded(LINE % axes), "informs", "small.b", at="2030")
    assert answers.silence is not None
    assert (answers.silence.code, answers.omitted) == (code, {**ZERO, "other_date": 1})


def test_a_bad_date_is_refused(sound_graph: Graph) -> None:
    with pytest.raises(UsageError, match="ends before it begins"):
        who(sound_graph, "informs", "RR", at="2027/2024")


# -- silence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mandates", "code", "near"),
    [
        pytest.param([], "not_stated", [], id="nothing"),
        pytest.param([LINE % ", status: proposed"], "proposed", ["proposed"], id="proposed"),
        pytest.param([LINE % ", status: planned"], "proposed", ["planned"], id="planned"),
        pytest.param([LINE % ", negative: true"], "stated_not", ["negative"], id="denied"),
        pytest.param([LINE % ", status: former"], "former", ["former"], id="former"),
        pytest.param([LINE % ", valid: 2020"], "other_date", ["other_date"], id="another-date"),
        pytest.param(["{holder: a, aim: reports_to, toward: b}"], "not_stated", ["other_verb"], id="another-verb"),
        pytest.param(
            [LINE % ", status: proposed", LINE % ", negative: true"],
            "proposed",
            ["proposed", "negative"],
            id="proposed-before-denied",
        ),
        pytest.param(
            [LINE % ", negative: true", LINE % ", status: former"],
            "stated_not",
            ["negative", "former"],
            id="denied-before-former",
        ),
        pytest.param(
            [LINE % ", status: former", LINE % ", valid: 2020"],
            "former",
            ["former", "other_date"],
            id="former-before-another-date",
        ),
    ],
)
def test_silence_says_why(coded: Coded, mandates: list[str], code: str, near: list[str]) -> None:
    answers = who(coded(*mandates), "informs", "small.b")
    assert answers.silence is not None
    assert (answers.silence.code, near_of(answers)) == (code, near)


def test_only_practice_is_a_silence_where_rules_are_asked(coded: Coded) -> None:
    answers = who(coded(LINE % ", mode: practice"), "informs", "small.b", rules_only=True)
    assert answers.silence is not None
    assert answers.silence.code == "practice"


def test_lines_of_the_same_family_are_nearest(coded: Coded) -> None:
    graph = coded("x: {holder: c, aim: leads, toward: b}", "z: {holder: a, aim: reports_to, toward: b}")
    answers = who(graph, "informs", "small.b")
    assert answers.silence is not None
    assert [near.line["verb"] for near in answers.silence.near] == ["reports_to", "leads"]


def test_to_carry_out_is_near_where_nobody_is_said_to_commission(coded: Coded) -> None:
    graph = coded("{holder: b, aim: carries_out_for, toward: a}")
    for answers in (who(graph, "commissions", "small.b"), whom(graph, "small.a", "commissions")):
        assert answers.silence is not None
        assert [(near.line["verb"], near.reason) for near in answers.silence.near] == [
            ("carries_out_for", "other_verb")
        ]


def test_the_chair_is_near_where_nobody_is_said_to_lead(coded: Coded) -> None:
    graph = coded(
        actors="a: {name: A, kind: board}\nk: {name: K, kind: political-role}",
        seats="s: {organ: a, count: 1, role: k, kind: chair}",
    )
    answers = who(graph, "leads", "small.a")
    assert answers.silence is not None
    nearest = answers.silence.near[0]
    assert (nearest.line["from"], nearest.reason) == ("small.k", "chair_seat")
    assert "K chairs A: not said to be to lead (small.s)" in repr(answers)


def test_what_is_stated_not_to_be_so_is_named_below_the_answers(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b}",
        "{holder: c, aim: informs, toward: b, negative: true}",
        "{holder: g, aim: informs, toward: b, holder_as: each, deontic: may_not}",
    )
    answers = who(graph, "informs", "small.b")
    assert (len(answers), answers.omitted["negative"], answers.denied) == (1, 2, ("small.m2", "small.m3"))
    assert "1 answer. stated not to be so: small.m2, small.m3." in repr(answers)


def test_an_answer_is_never_silent(sound_graph: Graph) -> None:
    answers = who(sound_graph, "informs", "RR")
    assert answers
    assert answers.silence is None


# -- the object that is given back -----------------------------------------------------------------------------------


def test_answers_are_a_sequence(sound_graph: Graph) -> None:
    answers = who(sound_graph, "informs", "RR")
    assert len(answers) == len(list(answers)) == 2
    assert answers[0] in answers
    assert answers[:1] == (answers[0],)


def test_answers_show_themselves_as_a_table(sound_graph: Graph) -> None:
    shown = repr(who(sound_graph, "informs", "RR"))
    assert "Chefsnätverket" in shown
    assert "(not stated)" in shown


def test_answers_show_themselves_as_html_with_everything_escaped(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b}", actors="a: {name: A & Co, kind: board}\nb: {name: B, kind: board}"
    )
    shown = who(graph, "informs", "small.b")._repr_html_()
    assert "A &amp; Co" in shown
    assert "A & Co" not in shown


def test_an_empty_dataset_has_no_answers(tmp_path: object) -> None:
    graph = load_graph(str(tmp_path))
    assert len(who(graph, "decides")) == 0
    with pytest.raises(UnknownNameError):
        who(graph, "informs", "PKD")
