"""Every line and record is one sentence in Swedish and in English, right in number and definiteness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import MINI, SOUND, Coded
from govgraph.cases import CaseData
from govgraph.graph import Graph, load_graph
from govgraph.lines import Line, build_denial, build_statement
from govgraph.records import EACH_OTHER, Mandate
from govgraph.sentences import say_line, say_name, say_path, say_record
from govgraph.vocabulary import Aim
from govgraph.words import LANGUAGES, say

LISTS = ("actors", "topics", "instruments", "seats", "mandates", "procedures", "events", "sources")


def find_line(graph: Graph, line_id: str) -> Line:
    (found,) = [line for *_, key, line in graph.edges(keys=True, data=True) if key == line_id]
    return found


def line_of(graph: Graph, record: str = "m1", case: str = "small") -> Line:
    """The first line of a record of a coded case, or what it would be where it is denied."""
    lines = [*(line for *_, line in graph.edges(data=True)), *graph.graph["negatives"]]
    return next(line for line in lines if line["record"] == f"{case}.{record}")


def say_both(graph: Graph, record: str = "m1", **ends: Any) -> tuple[str, str]:
    line = line_of(graph, record)
    return say_line(graph, line, "sv", **ends), say_line(graph, line, "en", **ends)


def say_records(graph: Graph, file: str, record: str, case: str = "small") -> tuple[str, str]:
    data: CaseData = graph.graph["dataset"].cases[case]
    found = getattr(data, file)[record]
    return say_record(data, file, found, "sv"), say_record(data, file, found, "en")


# -- known sentences of the four cases ---------------------------------------------------------------------------------

# a line's id and its sentences; white space folds
KNOWN = """
malarstader.samarbetar--malarstaderna--cooperates_with--each-other
sv: 4 Mälarstäder ska samverka med varandra för att nå en helhet som är större.
en: 4 Mälarstäder must cooperate with each other to reach a larger whole in common.

malarstader.sakagare-foreslar--sakagarna--proposes_to--unspecified
sv: Sakägare i respektive kommun ska lägga förslag till någon som inte anges, tillsammans: andra områden som bedöms ha
    stor potential enligt målen.
en: Sakägare i respektive kommun must propose to someone who is not stated, together: other areas judged to have great
    potential by the goals.

malarstader.malarstaderna--enkoping--member_of--malarstaderna
sv: Enköping ingår i gruppen 4 Mälarstäder.
en: Enköping belongs to the group 4 Mälarstäder.

malarstader.sakagarna--sakagarna--attached_to--malarstaderna
sv: Sakägare i respektive kommun hör till 4 Mälarstäder.
en: Sakägare i respektive kommun are attached to 4 Mälarstäder.

ostergotland.parterna-samverkar--region--cooperates_with--kommunerna
sv: Region Östergötland (RÖ) ska samverka med kommunerna: frågor med delat ansvar, för att nå målen för
    länet (tolkat).
en: Region Östergötland (RÖ) must cooperate with kommunerna: matters of shared responsibility, to reach the
    goals for the county (inferred).

ostergotland.region-deltar-i-samraden--region--participates_in--samraden
sv: Region Östergötland (RÖ) deltar i samråden, genom politiska representanter.
en: Region Östergötland (RÖ) participates in samråden, through political representatives.

ostergotland.kommunerna-deltar-i-arenorna--kommunerna--participates_in--arenorna
sv: Kommunerna deltar gemensamt i arenor för samråd och samverkan, i första hand.
en: Kommunerna jointly participate in arenor för samråd och samverkan, primarily.

ostergotland.andra-aktorer-deltar-i-arenorna--andra-aktorer--participates_in--arenorna
sv: Andra aktörer får gemensamt delta i arenor för samråd och samverkan, vid behov.
en: Andra aktörer may jointly participate in arenor för samråd och samverkan, where needed.

ostergotland.lg-sakkunniga--ledningsgrupperna--advises--samraden
sv: Det föreslås att ledningsgrupperna ger sakkunskap åt samråden (respektive).
en: It is proposed that ledningsgrupperna advise samråden (each with its own).

ostergotland.lg-staller-krav--ledningsgrupperna--sets_requirements_for--gemensamma-natverk
sv: Det föreslås att ledningsgrupperna ställer krav på gemensamma nätverk, inom sitt område: vad som förväntas och
    krävs (sagt om slaget).
en: It is proposed that ledningsgrupperna set requirements for gemensamma nätverk, in their field: what is expected and
    required (said of the kind).

ostergotland.lg-bereder--ledningsgrupperna--prepares_for--unspecified
sv: Det föreslås att ledningsgrupperna var för sig får bereda för någon som inte anges, vid behov, inom sitt område:
    ärenden.
en: It is proposed that ledningsgrupperna may each prepare for someone who is not stated, where needed, in their field:
    matters.

ostergotland.samrad-utbildning-etableras--unspecified--other--samrad-utbildning
sv: Det föreslås att någon som inte anges inrättar en samrådsgrupp för utbildnings-, skol- och
    kompetensförsörjningsfrågor, om kommunerna uttryckligen är intresserade.
en: It is proposed that someone who is not stated sets up en samrådsgrupp för utbildnings-, skol- och
    kompetensförsörjningsfrågor, if the municipalities expressly take an interest.

ostergotland.strategiska-region--presidiet-ro--sends_members_to--strategiska-samradet
sv: Presidiet från RÖ sänder alla sina ledamöter till Samrådet för strategiska frågor.
en: Presidiet från RÖ sends all its members to Samrådet för strategiska frågor.

ostergotland.sammanslagningen--region--succeeds--landstinget
sv: Region Östergötland (RÖ) efterträder Landstinget i Östergötland.
en: Region Östergötland (RÖ) succeeds Landstinget i Östergötland.

varmland.kommunerna-deltar-i-forum--kommunerna--participates_in--sakomradesforum
sv: Värmlands kommuner deltar gemensamt i sakområdesforumen: vissa sakfrågor.
en: Värmlands kommuner jointly participate in sakområdesforumen: certain subject matters.

varmland.radet-gav-uppdrag--varmlandsradet--commissions--direktorsberedningen
sv: Värmlandsrådet ger uppdrag till Direktörsberedningen att arbeta med rekommendationerna så att de genomförs
    (praxis).
en: Värmlandsrådet commissions Direktörsberedningen to work with the recommendations so that they are carried out
    (practice).

varmland.stallningstaganden-slussas--ordforanderadet--refers_to--kommunerna
sv: Ordföranderådet för vidare till beslut hos Värmlands kommuner: ställningstaganden, för formellt beslut (tolkat,
    den ena och/eller den andra).
en: Ordföranderådet refers for decision to Värmlands kommuner: positions, for formal decision (inferred, one
    and/or the other).

varmland.direktorer-kopplade--direktorsberedningen--linked_to--varmlandsradet
sv: Direktörsberedningen har koppling till Värmlandsrådet.
en: Direktörsberedningen is linked to Värmlandsrådet.

varmland.externa-informerar--externa-parter--informs--varmlandsradet
sv: Externa parter får var för sig informera Värmlandsrådet, där hela den politiska ledningen behöver veta (tolkat).
en: Externa parter may each inform Värmlandsrådet, where the whole political leadership needs to know (inferred).

varmland.konsulten-rekommenderar--konsulten--recommends_to--unspecified
sv: En extern konsult ger rekommendationer till någon som inte anges: hur strukturen kan bli tydligare (praxis).
en: En extern konsult recommends to someone who is not stated: how the structure can be made clearer (practice).

varmland.or-run--run--sends_members_to--ordforanderadet
sv: Regionala utvecklingsnämnden sänder 1 ledamot till Ordföranderådet.
en: Regionala utvecklingsnämnden sends 1 member to Ordföranderådet.

varmland.landstingsfullmaktige--landstingsfullmaktige--part_of--landstinget
sv: Det gällde tidigare att landstingsfullmäktige är del av Landstinget i Värmland.
en: It formerly held that landstingsfullmäktige is part of Landstinget i Värmland.

varmland.regiondirektorer--regiondirektorer--attached_to--region
sv: Regiondirektörerna hör till Region Värmland.
en: Regiondirektörerna are attached to Region Värmland.

vasterbotten.pkd-ledamoter--kommunerna--sends_members_to--pkd
sv: Kommunerna i Västerbottens län sänder 30 ledamöter till Primärkommunala delegationen (PKD).
en: Kommunerna i Västerbottens län send 30 members to Primärkommunala delegationen (PKD).

vasterbotten.au-ersattare--pkd--sends_members_to--pkd-au
sv: Primärkommunala delegationen (PKD) sänder 7 ersättare till Primärkommunala delegationens arbetsutskott (PKD AU).
en: Primärkommunala delegationen (PKD) sends 7 substitutes to Primärkommunala delegationens arbetsutskott (PKD AU).

vasterbotten.kommunerna-samverkar-sinsemellan--kommunerna--cooperates_with--each-other
sv: Kommunerna i Västerbottens län samverkar med varandra: länets utveckling (tolkat).
en: Kommunerna i Västerbottens län cooperate with each other: the county's development (inferred).

vasterbotten.parterna-styr-strukturen--kommunerna--governs--samverkansstrukturen
sv: Kommunerna i Västerbottens län och Region Västerbotten styr gemensamt den gemensamma samverkansstrukturen.
en: Kommunerna i Västerbottens län and Region Västerbotten jointly govern den gemensamma samverkansstrukturen.

vasterbotten.organen-bjuder-in--inblandade-organ--invites--each-other
sv: De inblandade förtroendepersonsorganen bjuder in varandra till sammanträden, löpande (tolkat).
en: De inblandade förtroendepersonsorganen invite each other to meetings, continuously (inferred).

vasterbotten.ruf-samordnar-natverken--ruf--coordinates--tjanstepersonsnatverken
sv: Regionala utvecklingsförvaltningen samordnar tjänstepersonsnätverken (till största delen).
en: Regionala utvecklingsförvaltningen coordinates tjänstepersonsnätverken (for the most part).

vasterbotten.pkd-rekommenderar--pkd--recommends_to--kommunerna
sv: Primärkommunala delegationen (PKD) ger rekommendationer till kommunerna i Västerbottens län, när beslut bedöms
    böra bli gemensamma: beslut.
en: Primärkommunala delegationen (PKD) recommends to kommunerna i Västerbottens län, where it is judged that decisions
    should be joint: decisions.

vasterbotten.au-bereder--pkd-au--prepares_for--pkd
sv: Primärkommunala delegationens arbetsutskott (PKD AU) bereder för Primärkommunala delegationen (PKD): alla ärenden.
en: Primärkommunala delegationens arbetsutskott (PKD AU) prepares for Primärkommunala delegationen (PKD): all matters.

vasterbotten.natverken-bereder--tjanstepersonsnatverken--prepares_for--delegationerna
sv: Tjänstepersonsnätverken bereder för delegationerna, inom olika verksamhetsområden: ärenden på väg till
    delegationerna (sagt om slaget).
en: Tjänstepersonsnätverken prepare for delegationerna, within different fields: matters bound for the delegations
    (said of the kind).

vasterbotten.leder-regionledningsmotet--regionstyrelsens-ordforande--leads--regionledningsmotet
sv: Regionstyrelsens ordförande leder regionledningsmötet (utanför överenskommelsen).
en: Regionstyrelsens ordförande leads regionledningsmötet (outside the agreement).

vasterbotten.ska-informeras--unspecified--informs--kommunchefsnatverket
sv: Någon som inte anges ska informera Kommunchefsnätverket, löpande: viktigare skeenden och sådana som rör principer
    inom regional utveckling.
en: Someone who is not stated must inform Kommunchefsnätverket, continuously: developments in regional development
    that are important or raise a principle.

vasterbotten.vidare-natverk--unspecified--appoints--tjanstepersonsnatverken
sv: Någon som inte anges utser tjänstepersonsnätverken, utifrån kommunernas behov (ytterligare).
en: Someone who is not stated appoints tjänstepersonsnätverken, according to the municipalities' needs (further ones).

vasterbotten.skolcheferna--skolcheferna--attached_to--kommunerna
sv: Skolcheferna hör till kommunerna i Västerbottens län.
en: Skolcheferna are attached to kommunerna i Västerbottens län.

vasterbotten.samverkansomradena--omrade-smart--member_of--samverkansomradena
sv: Samverkansområdet ”Västerbotten – en nytänkande och smart region” ingår i gruppen samverkansområdena.
en: Samverkansområdet ”Västerbotten – en nytänkande och smart region” belongs to the group samverkansområdena.
"""
PINNED = [re.split(r" (?:sv|en): ", " ".join(block.split())) for block in KNOWN.strip().split("\n\n")]


@pytest.mark.parametrize(("line_id", "swedish", "english"), PINNED, ids=[pinned[0] for pinned in PINNED])
def test_a_line_reads_so(bundled: Graph, line_id: str, swedish: str, english: str) -> None:
    line = find_line(bundled, line_id)
    assert (say_line(bundled, line, "sv"), say_line(bundled, line, "en")) == (swedish, english)


@pytest.mark.parametrize(
    ("case", "file", "record", "swedish", "english"),
    [
        pytest.param(
            "vasterbotten", "actors", "sru",
            "Samrådet för samverkan inom regional utveckling (SRU) är av slaget samråd, på politisk nivå, på den "
            "regionala sidan, inget formellt organ.",
            "Samrådet för samverkan inom regional utveckling (SRU) is of the kind consultation, at the political "
            "level, on the regional side, no formal body.",
            id="actor",
        ),
        pytest.param(
            "malarstader", "actors", "malarstaderna",
            "4 Mälarstäder är en grupp av slaget kommun, på den kommunala sidan, 4 till antalet: Enköping, Strängnäs, "
            "Eskilstuna och Västerås.",
            "4 Mälarstäder are a group of the kind municipality, on the municipal side, 4 in number: Enköping, "
            "Strängnäs, Eskilstuna and Västerås.",
            id="group",
        ),
        pytest.param(
            "malarstader", "topics", "am-ekonomi",
            "Ämnet ”ekonomisk fördel” är av slaget mål, nummer 3 i listan ”vad samarbetet ska leda till enligt "
            "avsiktsförklaringen”.",
            "The topic ”economic advantage” is of the kind goal, number 3 in the list ”what the cooperation is to lead "
            "to by the letter of intent”.",
            id="topic",
        ),
        pytest.param(
            "vasterbotten", "instruments", "bsr-reglemente",
            "Dokumentet ”reglementet för BSR” är av slaget reglemente, antas av Regionfullmäktige och styr Beredningen "
            "för samverkan och regional utveckling (BSR).",
            "The instrument ”reglementet för BSR” is of the kind bylaws, is adopted by Regionfullmäktige and governs "
            "Beredningen för samverkan och regional utveckling (BSR).",
            id="instrument",
        ),
        pytest.param(
            "varmland", "seats", "vr-andra-fortroendevald",
            "Värmlandsrådet har ledamöter från Värmlands kommuner, 1 från var och en, som utses av Värmlands kommuner, "
            "helst från oppositionen.",
            "Värmlandsrådet has members from Värmlands kommuner, 1 from each, appointed by Värmlands kommuner, "
            "preferably from the opposition.",
            id="seat",
        ),
        pytest.param(
            "ostergotland", "seats", "au-region",
            "Samrådets AU har minst 1 ledamot från Region Östergötland (RÖ), i rollen RÖ-representant.",
            "Samrådets AU has at least 1 member from Region Östergötland (RÖ), in the role of RÖ-representant.",
            id="seat-at-least",
        ),
        pytest.param(
            "varmland", "mandates", "stallningstaganden-bereder",
            "Ordföranderådet bereder för Värmlands kommuner och/eller Region Värmland genom ställningstaganden, inför "
            "beslut (tolkat).",
            "Ordföranderådet prepares for Värmlands kommuner and/or Region Värmland through positions, ahead of "
            "decisions (inferred).",
            id="mandate-any",
        ),
        pytest.param(
            "ostergotland", "mandates", "samraden-mots",
            "Samråden möts var för sig minst 2 gånger per år.",
            "Samråden each meet at least 2 times per year.",
            id="mandate-times",
        ),
        pytest.param(
            "varmland", "mandates", "ordforanderadet-beslutar-inte",
            "Det är inte så att Ordföranderådet kan besluta formella beslut.",
            "It is not the case that Ordföranderådet can decide formal decisions.",
            id="mandate-denied",
        ),
        pytest.param(
            "malarstader", "procedures", "projektprocessen",
            "Processen för gemensamma projekt går så här: (1) förstudie tillsammans, (2) projektplan, (3) politiskt "
            "beslut i varje kommun, (4) genomförande, (5) uppföljning, utvärdering och återkoppling.",
            "The process for common projects runs as follows: (1) pre-study in common, (2) project plan, (3) political "
            "decision in each municipality, (4) carrying out, (5) follow-up, evaluation and feedback.",
            id="procedure",
        ),
        pytest.param(
            "varmland", "events", "forsta-motet-2023",
            "Det planeras att Värmlandsrådet möts (2023-01-20).",
            "It is planned that Värmlandsrådet meets (2023-01-20).",
            id="event",
        ),
        pytest.param(
            "varmland", "events", "forumens-namn",
            "Sakområdesforumen byter namn från sakområdesråd till sakområdesforum (någon gång "
                "2018-01-01 till 2022-11-21).",
            "Sakområdesforumen are renamed from sakområdesråd to sakområdesforum (some day from "
                "2018-01-01 to 2022-11-21).",
            id="renaming",
        ),
        pytest.param(
            "varmland", "sources", "pm",
            "Källan ”PM om Samverkansavtal Värmland, första mandatperioden 2019–2022” är av slaget memo, kommer "
            "från Värmlandsrådet och täcker 2019/2022 (daterad 2022-11-21).",
            "The source ”PM om Samverkansavtal Värmland, första mandatperioden 2019–2022” is of the kind memo, comes "
            "from Värmlandsrådet and covers 2019/2022 (dated 2022-11-21).",
            id="source",
        ),
    ],
)  # fmt: skip
def test_a_record_reads_so(bundled: Graph, case: str, file: str, record: str, swedish: str, english: str) -> None:
    assert say_records(bundled, file, record, case) == (swedish, english)


def test_a_case_reads_so(bundled: Graph) -> None:
    case: CaseData = bundled.graph["dataset"].cases["varmland"]
    assert say_record(case, "cases", case.case, "sv") == "Värmland är ett fall av slaget region och täcker 2019/2022."
    assert say_record(case, "cases", case.case, "en") == "Värmland is a case of the kind region and covers 2019/2022."


# -- each feature once -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mandate", "swedish", "english"),
    [
        pytest.param("{holder: a, aim: informs, toward: b}", "A informerar B.", "A informs B.", id="plain"),
        pytest.param(
            "{holder: a, deontic: must, aim: informs, toward: b}", "A ska informera B.", "A must inform B.", id="must"
        ),
        pytest.param(
            "{holder: a, deontic: should, aim: informs, toward: b}", "A bör informera B.", "A should inform B.",
            id="should",
        ),
        pytest.param(
            "{holder: a, deontic: may, aim: informs, toward: b}", "A får informera B.", "A may inform B.", id="may"
        ),
        pytest.param(
            "{holder: a, deontic: may_not, aim: informs, toward: b}", "A får inte informera B.", "A may not inform B.",
            id="may-not",
        ),
        pytest.param(
            "{holder: a, deontic: may_not, aim: informs, toward: b, status: proposed}",
            "Det föreslås att A inte får informera B.", "It is proposed that A may not inform B.",
            id="may-not-within-another-clause",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: b, negative: true}",
            "Det är inte så att A informerar B.", "It is not the case that A informs B.", id="denied",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: b, negative: true, status: proposed}",
            "Det föreslås att det inte är så att A informerar B.",
            "It is proposed that it is not the case that A informs B.",
            id="proposed-denial",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: b, status: planned}",
            "Det planeras att A informerar B.", "It is planned that A informs B.", id="planned",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: b, status: former}",
            "Det gällde tidigare att A informerar B.", "It formerly held that A informs B.", id="former",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: b, basis: inferred, mode: practice, scope: outside}",
            "A informerar B (tolkat, praxis, utanför överenskommelsen).",
            "A informs B (inferred, practice, outside the agreement).",
            id="axes",
        ),
        pytest.param(
            "{holder: g, holder_as: each, aim: linked_to, toward: b}",
            "G har var för sig koppling till B.", "G are each linked to B.", id="each",
        ),
        pytest.param(
            "{holder: g, holder_as: each, deontic: must, aim: linked_to, toward: b}",
            "G ska var för sig ha koppling till B.", "G must each be linked to B.", id="each-with-modal",
        ),
        pytest.param(
            "{holder: g, holder_as: jointly, aim: informs, toward: b}",
            "G informerar gemensamt B.", "G jointly inform B.", id="jointly",
        ),
        pytest.param(
            "{holder: g, holder_as: jointly, aim: linked_to, toward: b}",
            "G har gemensamt koppling till B.", "G are jointly linked to B.", id="jointly-with-adverb",
        ),
        pytest.param(
            "{holder: g, holder_as: jointly, deontic: must, aim: informs, toward: b}",
            "G ska gemensamt informera B.", "G must jointly inform B.", id="jointly-with-modal",
        ),
        pytest.param(
            "{holder: g, holder_as: jointly, aim: informs, toward: b, status: proposed}",
            "Det föreslås att G gemensamt informerar B.", "It is proposed that G jointly inform B.",
            id="jointly-within-another-clause",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: g, toward_as: jointly}",
            "A informerar G som helhet.", "A informs G as a whole.", id="toward-jointly",
        ),
        pytest.param(
            "{holder: g, aim: consults, toward: each-other}",
            "G samråder med varandra.", "G consult each other.", id="each-other",
        ),
        pytest.param(
            "{holder: a, with: [b, m], aim: finances, toward: c}",
            "A, B och M finansierar C.", "A, B and M finance C.", id="joint-holders",
        ),
        pytest.param(
            "{holder: g, aim: supports, toward: h-group, pairs: own}",
            "G stödjer H (respektive).", "G support H (each with its own).", id="pairs-own",
        ),
        pytest.param(
            "{holder: g, aim: supports, toward: h-group, pairs: class}",
            "G stödjer H (sagt om slaget).", "G support H (said of the kind).", id="pairs-class",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: [b, c], any: toward}",
            "A informerar B (den ena och/eller den andra).", "A informs B (one and/or the other).", id="any",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: g, toward_as: each, extent: most}",
            "A informerar G (till största delen).", "A informs G (for the most part).", id="most",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: g, toward_as: each, extent: some}",
            "A informerar G (delvis).", "A informs G (in part).", id="some",
        ),
        pytest.param(
            "{holder: a, aim: appoints, toward: g, toward_as: each, extent: further}",
            "A utser G (ytterligare).", "A appoints G (further ones).", id="further",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: b, object: {sv: läget, en: how things are}, "
            "condition: {sv: vid behov, en: where needed}, constraint: {sv: löpande, en: continuously}}",
            "A informerar B, vid behov, löpande: läget.", "A informs B, where needed, continuously: how things are.",
            id="object-condition-constraint",
        ),
        pytest.param(
            "{holder: a, aim: invites, toward: b, object: {sv: till möten, en: to meetings}}",
            "A bjuder in B till möten.", "A invites B to meetings.", id="object-that-goes-on",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: b, object: läget}",
            "A informerar B: läget.", "A informs B: läget.", id="object-in-one-language",
        ),
        pytest.param(
            "{holder: unspecified, deontic: must, aim: informs, toward: b}",
            "Någon som inte anges ska informera B.", "Someone who is not stated must inform B.", id="unspecified",
        ),
        pytest.param(
            "{holder: a, aim: reports_to, toward: unspecified}",
            "A rapporterar till någon som inte anges.", "A reports to someone who is not stated.",
            id="unspecified-receiver",
        ),
        pytest.param(
            "{holder: g, holder_as: each, deontic: must, aim: {sv: lånar ut lokaler till, en: lends premises to}, "
            "toward: b}",
            "G lånar var för sig ut lokaler till B (ska).", "G each lend premises to B (must).", id="own-words",
        ),
    ],
)  # fmt: skip
def test_a_feature_has_its_place_in_the_sentence(coded: Coded, mandate: str, swedish: str, english: str) -> None:
    assert say_both(coded(mandate)) == (swedish, english)


@pytest.mark.parametrize(
    ("mandate", "swedish", "english"),
    [
        pytest.param("{holder: a, aim: decides}", "A beslutar.", "A decides.", id="bare"),
        pytest.param(
            "{holder: a, aim: decides, object: {sv: avgiften, en: the fee}, condition: {sv: varje år, en: each year}}",
            "A beslutar avgiften, varje år.", "A decides the fee, each year.", id="object",
        ),
        pytest.param(
            "{holder: a, aim: takes_position, object: {sv: avgiften, en: the fee}}",
            "A tar ställning: avgiften.", "A takes a position: the fee.", id="verb-that-holds-its-object",
        ),
        pytest.param(
            "{holder: a, aim: follows_up, about: avgifter}",
            "A följer upp avgifter.", "A follows up fees.", id="topic-for-an-object",
        ),
        pytest.param(
            "{holder: [g, a], holder_as: each, aim: decides, any: holder}",
            "G och/eller A beslutar.", "G and/or A decides.", id="one-or-the-other",
        ),
        pytest.param(
            "{holder: a, aim: meets, times: {approx: 1, per: P1W, length: PT2H}}",
            "A möts ungefär en gång per vecka i 2 timmar.", "A meets about once per week for 2 hours.", id="times",
        ),
        pytest.param(
            "{holder: a, aim: meets, times: {at_least: 1, at_most: 3, per: P1Y}}",
            "A möts 1–3 gånger per år.", "A meets 1–3 times per year.", id="times-between",
        ),
    ],
)  # fmt: skip
def test_an_aim_without_receiver_is_a_sentence_too(coded: Coded, mandate: str, swedish: str, english: str) -> None:
    graph = coded(mandate, topics="avgifter: {name: {sv: avgifter, en: fees}, kind: task}")
    assert say_records(graph, "mandates", "m1") == (swedish, english)
    case: CaseData = graph.graph["dataset"].cases["small"]
    if "any" not in mandate:
        statement = build_statement(case, case.mandates["m1"], "a", None)
        assert (say_line(graph, statement, "sv"), say_line(graph, statement, "en")) == (swedish, english)


def test_what_fields_deny_is_a_denial(bundled: Graph) -> None:
    case: CaseData = bundled.graph["dataset"].cases["vasterbotten"]
    denial = build_denial(case, case.actors["sru"], "decides")
    name = say_name(bundled, "vasterbotten.sru", "sv")
    assert say_line(bundled, denial, "sv") == f"Det är inte så att {name} beslutar."
    assert say_line(bundled, denial, "en") == f"It is not the case that {name} decides."


# -- ends that a member, a joint holder or the far end stands at -------------------------------------------------------


def test_a_member_stands_in_for_its_group_and_is_one(coded: Coded) -> None:
    graph = coded("{holder: g, holder_as: each, aim: linked_to, toward: b}")
    said = say_both(graph, source="small.m", via="small.g")
    assert said == ("M har koppling till B (genom G).", "M is linked to B (via G).")


def test_a_member_stands_with_its_own(coded: Coded) -> None:
    graph = coded("{holder: h-group, aim: supports, toward: g, pairs: own}")
    said = say_both(graph, source="small.h", target="small.m", via="small.h-group")
    assert said == ("H1 stödjer M (genom H).", "H1 supports M (via H).")


def test_a_member_acts_toward_the_others_of_its_group(coded: Coded) -> None:
    graph = coded("{holder: g, aim: consults, toward: each-other}")
    line = line_of(graph)
    assert say_both(graph, source="small.m", target=line["to"], via="small.g") == (
        "M samråder med de andra i gruppen G.",
        "M consults the others in the group G.",
    )
    assert say_both(graph, source="small.m", target="small.o", via="small.g") == (
        "M samråder med O (genom G).",
        "M consults O (via G).",
    )


def test_a_line_without_direction_reads_the_same_from_both_ends(coded: Coded) -> None:
    graph = coded("{holder: a, aim: ranks_equal_with, toward: g, toward_as: each}")
    assert say_both(graph) == ("A står på samma nivå som G.", "A ranks equal with G.")
    assert say_both(graph, source="small.g", target="small.a") == (
        "G står var för sig på samma nivå som A.",
        "G each rank equal with A.",
    )


def test_a_joint_holder_is_named_with_the_others(coded: Coded) -> None:
    graph = coded("{holder: a, with: b, aim: informs, toward: c}")
    assert say_both(graph, source="small.b") == say_both(graph) == ("A och B informerar C.", "A and B inform C.")


@pytest.mark.parametrize(
    ("holds", "swedish", "english"),
    [
        ("yes", "A informerar B.", "A informs B."),
        ("possibly", "A informerar B (möjligen).", "A informs B (possibly)."),
        ("no", "A informerar B (annan tid).", "A informs B (another date)."),
        (
            "not_covered",
            "A informerar B (utanför den tid som källorna täcker).",
            "A informs B (outside the time that the sources cover).",
        ),
    ],
)
def test_whether_it_holds_then_is_a_remark(coded: Coded, holds: str, swedish: str, english: str) -> None:
    assert say_both(coded("{holder: a, aim: informs, toward: b}"), holds=holds) == (swedish, english)


def test_one_or_the_other_is_possible_already(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: [b, c], any: toward}")
    assert say_both(graph, holds="possibly") == say_both(graph)


# -- names and their number --------------------------------------------------------------------------------------------

NAMED = """
n: {name: Nätverk, in_text: Nätverket, abbreviations: NV, kind: officials-network}
au: {name: rådets AU, abbreviations: AU, kind: board}
chefer: {name: chefer, in_text: cheferna, plural: true, kind: official-role, of: n}
sub: {name: Delregionen, plural: false, kind: municipalities}
"""


def test_a_name_stands_as_a_sentence_needs_it(coded: Coded) -> None:
    graph = coded("{holder: n, aim: informs, toward: au}", actors=NAMED)
    for lang in LANGUAGES:
        assert say_name(graph, "small.n", lang) == "Nätverket (NV)"
        assert say_name(graph, "small.au", lang) == "rådets AU"
    assert say_name(graph, "small.nobody", "sv") == "någon som inte anges"
    assert say_name(graph, "small.unspecified--m1", "en") == "someone who is not stated"


def test_the_coded_number_decides(coded: Coded) -> None:
    graph = coded(
        "{holder: chefer, aim: linked_to, toward: n}",
        "{holder: sub, holder_as: each, aim: linked_to, toward: n}",
        actors=NAMED,
    )
    assert say_both(graph) == ("Cheferna har koppling till Nätverket (NV).", "Cheferna are linked to Nätverket (NV).")
    assert say_both(graph, "m2") == (
        "Delregionen har koppling till Nätverket (NV).",
        "Delregionen is linked to Nätverket (NV).",
    )


def test_an_actor_that_is_denied_is_not_there(coded: Coded) -> None:
    graph = coded(actors="x: {name: egen nämnd, in_text: en egen nämnd, kind: committee, negative: true}")
    assert say_records(graph, "actors", "x") == ("En egen nämnd finns inte.", "En egen nämnd does not exist.")


@pytest.mark.parametrize(
    ("word", "swedish", "english"),
    [
        ("informs", ("informerar", "informera"), ("inform", "inform")),
        ("linked_to", ("har koppling till", "ha koppling till"), ("are linked to", "be linked to")),
        ("part_of", ("är del av", "vara del av"), ("are part of", "be part of")),
    ],
)
def test_a_verb_has_a_form_for_several(bundled: Graph, word: str, swedish: Any, english: Any) -> None:
    verb: Aim = bundled.graph["dataset"].vocabulary.verbs[word]
    assert (verb.present("sv", plural=True), verb.infinitive.words("sv")) == swedish
    assert (verb.present("en", plural=True), verb.infinitive.words("en")) == english


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("identifies gaps", "identify gaps"), ("raises", "raise"), ("discusses", "discuss"), ("is open", "are open"),
        ("has a site", "have a site"), ("took over", "took over"), ("share a view", "share a view"), ("goes", "go"),
    ],
)  # fmt: skip
def test_own_words_agree_with_several(coded: Coded, one: str, several: str) -> None:
    graph = coded(f"{{holder: g, holder_as: jointly, aim: {{sv: gör något, en: {one}}}}}")
    said = say_records(graph, "mandates", "m1")[1]
    assert said.replace("jointly ", "") == f"G {several}."


def test_a_duty_stays_its_holders(coded: Coded) -> None:
    graph = coded("{holder: a, aim: cooperates_with, toward: b, deontic: must}")
    assert say_both(graph)[1] == "A must cooperate with B."
    assert say_both(graph, source="small.b", target="small.a")[1] == "B cooperates with A."


# -- paths -------------------------------------------------------------------------------------------------------------

CHAIN = """
a: {name: A, kind: board}
b: {name: B, kind: board}
c: {name: C, kind: political-role}
d: {name: D, kind: board}
g: {name: G, kind: political-organs, members: [m]}
m: {name: M, kind: board}
"""


def test_a_path_is_one_sentence(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: prepares_for, toward: b, object: allt}",
        "{holder: b, deontic: must, aim: recommends_to, toward: c}",
        "{holder: c, aim: leads, toward: d}",
        actors=CHAIN,
    )
    hops = [(line := line_of(graph, f"m{number}"), line["from"], line["to"], None) for number in (1, 2, 3)]
    assert say_path(graph, hops, "sv") == "A bereder för B, som ska ge rekommendationer till C, som leder D."
    assert say_path(graph, hops, "en") == "A prepares for B, which must recommend to C, who leads D."


def test_a_path_says_of_each_step_what_must_not_be_lost(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: g, toward_as: each, basis: inferred}",
        "{holder: m, aim: informs, toward: b, status: proposed, condition: {sv: vid behov, en: where needed}}",
        actors=CHAIN,
    )
    one, two = line_of(graph), line_of(graph, "m2")
    hops = [(one, "small.a", "small.m", "small.g"), (two, "small.m", "small.b", None)]
    assert say_path(graph, hops, "sv", holds="possibly") == (
        "A informerar M, som informerar B (steg 1: genom G, tolkat; steg 2: föreslagen, vid behov; möjligen)."
    )
    assert say_path(graph, hops, "en", holds="possibly") == (
        "A informs M, which informs B (step 1: via G, inferred; step 2: proposed, where needed; possibly)."
    )


def test_a_path_goes_through_joint_holders_groups_and_lines_without_direction(coded: Coded) -> None:
    graph = coded(
        "{holder: a, with: b, aim: informs, toward: g, toward_as: jointly}",
        "{holder: d, aim: cooperates_with, toward: g, toward_as: jointly}",
        "{holder: a, with: d, aim: finances, toward: m}",
        actors=CHAIN,
    )
    hops = [
        (line_of(graph), "small.b", "small.g", None),
        (line_of(graph, "m2"), "small.g", "small.d", None),
        (line_of(graph, "m3"), "small.d", "small.m", None),
    ]
    assert say_path(graph, hops, "sv") == (
        "A och B informerar G som helhet, som gemensamt samverkar med D, som tillsammans med A finansierar M."
    )
    assert say_path(graph, hops, "en") == (
        "A and B inform G as a whole, which jointly cooperate with D, which together with A finances M."
    )


def test_a_path_of_one_step_is_its_line(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: b, object: allt}")
    line = line_of(graph)
    assert say_path(graph, [(line, line["from"], line["to"], None)], "sv", holds="possibly") == (
        "A informerar B: allt (möjligen)."
    )


# -- laws --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["bundled", "sound", "mini"])
def graph(request: pytest.FixtureRequest) -> Graph:
    return load_graph({"bundled": None, "sound": SOUND, "mini": MINI}[request.param])


def find_faults(said: str) -> Iterator[str]:
    if not (said[0].isupper() or said[0].isdigit()):
        yield f"begins small: {said}"
    if not said.endswith(".") or said.endswith(".."):
        yield f"ends without one full stop: {said}"
    if "  " in said or "None" in said or " ," in said or "()" in said:
        yield f"holds a gap: {said}"


def holds_name(said: str, name: str) -> bool:
    return name in said or said.startswith(name[0].upper() + name[1:])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_is_a_sentence_that_names_both_ends(graph: Graph, lang: str) -> None:
    faults: list[str] = []
    for line in [*(line for *_, line in graph.edges(data=True)), *graph.graph["negatives"]]:
        said = say_line(graph, line, lang)
        receiver = say("each_other", lang) if line["id"].endswith(EACH_OTHER) else say_name(graph, line["to"], lang)
        ends = [say_name(graph, name, lang) for name in (line["from"], *line["with"])] + [receiver]
        faults += [*find_faults(said), *(f"does not name {end}: {said}" for end in ends if not holds_name(said, end))]
    assert faults == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_record_is_a_sentence(graph: Graph, lang: str) -> None:
    faults: list[str] = []
    for case in graph.graph["dataset"].cases.values():
        records = [(file, record) for file in LISTS for record in getattr(case, file).values()]
        for file, record in [*records, ("cases", case.case)]:
            said = say_record(case, file, record, lang)
            faults += find_faults(said)
            holders = record.holder if isinstance(record, Mandate) else ()
            names = [say_name(graph, f"{case.id}.{holder}", lang) for holder in holders]
            faults += [f"does not name {name}: {said}" for name in names if not holds_name(said, name)]
    assert faults == []


def test_other_ids_change_no_sentence(coded: Coded) -> None:
    rows = (
        "{{holder: {a}, with: {b}, aim: informs, toward: {g}, toward_as: each}}",
        "{{holder: {g}, aim: consults, toward: each-other}}",
        "{{holder: unspecified, aim: appoints, toward: {b}}}",
    )
    actors = "{a}: {{name: A, kind: board}}\n{b}: {{name: B, kind: board}}\n"
    actors += "{g}: {{name: G, kind: political-organs, members: [{a}]}}"
    said = []
    for ids in ({"a": "a", "b": "b", "g": "g"}, {"a": "x-9", "b": "a", "g": "b"}):
        graph = coded(*(row.format(**ids) for row in rows), actors=actors.format(**ids))
        said.append([say_line(graph, line, lang) for *_, line in graph.edges(data=True) for lang in LANGUAGES])
    assert sorted(said[0]) == sorted(said[1])
