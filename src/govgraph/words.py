"""The tool's own words in Swedish and English; the words of verbs and kinds are the vocabulary's."""

from __future__ import annotations

__all__ = ["LANGUAGES", "WORDS", "say"]

LANGUAGES = ("en", "sv")

WORDS: dict[str, dict[str, str]] = {
    "about": {"sv": "om", "en": "about"},
    "absent_actor": {"sv": "(ej angivet)", "en": "(not stated)"},
    "actors": {"sv": "aktörer", "en": "actors"},
    "adopted": {"sv": "antagen", "en": "adopted"},
    "all": {"sv": "alla", "en": "all"},
    "and": {"sv": "och", "en": "and"},
    "answer": {"sv": "svar", "en": "answer"},
    "answers": {"sv": "svar", "en": "answers"},
    "band_mixed": {"sv": "Blandat", "en": "Mixed"},
    "band_official": {"sv": "Tjänstepersoner", "en": "Officials"},
    "band_political": {"sv": "Politik", "en": "Political"},
    "band_unstated": {"sv": "Ej angivet", "en": "Not stated"},
    "composition_not_stated": {"sv": "sammansättningen är inte angiven", "en": "the composition is not stated"},
    "condition": {"sv": "villkor", "en": "condition"},
    "constraint": {"sv": "hur", "en": "how"},
    "dataset": {"sv": "datamängd", "en": "dataset"},
    "each": {"sv": "var och en", "en": "each"},
    "each_other": {"sv": "varandra", "en": "each other"},
    "evidence": {"sv": "belägg", "en": "evidence"},
    "former": {"sv": "tidigare", "en": "former"},
    "from": {"sv": "från", "en": "from"},
    "further": {"sv": "säger bara att fler kan tillkomma", "en": "says only that there may be more"},
    "holder": {"sv": "vem", "en": "who"},
    "how": {"sv": "hur", "en": "how"},
    "inferred": {"sv": "tolkat", "en": "inferred"},
    "jointly": {"sv": "tillsammans", "en": "jointly"},
    "lane_external": {"sv": "Externt", "en": "External"},
    "lane_joint": {"sv": "Gemensamt", "en": "Joint"},
    "lane_municipal": {"sv": "Kommunal sida", "en": "Municipal side"},
    "lane_regional": {"sv": "Regional sida", "en": "Regional side"},
    "lane_unstated": {"sv": "Ej angivet", "en": "Not stated"},
    "left_out": {"sv": "utelämnat", "en": "left out"},
    "lines_shown": {"sv": "{shown} av {all} linjer visas", "en": "{shown} of {all} lines shown"},
    "lift": {"sv": "visa med --all", "en": "show with --all"},
    "may": {"sv": "får", "en": "may"},
    "may_not": {"sv": "får inte", "en": "may not"},
    "members_not_stated": {"sv": "gruppens antal är inte angivet", "en": "the number of the group is not stated"},
    "modality": {"sv": "modalitet", "en": "modality"},
    "must": {"sv": "ska", "en": "must"},
    "near": {"sv": "närmast", "en": "nearest"},
    "negative": {"sv": "nekande", "en": "negative"},
    "nobody": {"sv": "ingen", "en": "nobody"},
    "nobody_named": {"sv": "ingen angiven aktör", "en": "no actor stated"},
    "none": {"sv": "utan modalitet", "en": "plain statement"},
    "not_covered": {"sv": "utanför den tid som källorna täcker", "en": "outside the time that the sources cover"},
    "number": {"sv": "antal", "en": "number"},
    "object": {"sv": "om", "en": "about"},
    "of_kind": {"sv": "sagt om slaget", "en": "said of the kind"},
    "of_them_proposed": {"sv": ", {count} föreslagna", "en": ", {count} proposed"},
    "organisation_and_lines": {"sv": "Organisation och linjer", "en": "Organisation and lines"},
    "other_date": {"sv": "annan tid", "en": "another date"},
    "other_verb": {"sv": "annat verb", "en": "another verb"},
    "outside": {"sv": "utanför överenskommelsen", "en": "outside the agreement"},
    "picture_holds": {
        "sv": "Organisationsdiagram med {actors} aktörer och {lines} linjer.",
        "en": "Organisation diagram with {actors} actors and {lines} lines.",
    },
    "planned": {"sv": "planerad", "en": "planned"},
    "possibly": {"sv": "möjligen", "en": "possibly"},
    "practice": {"sv": "praxis", "en": "practice"},
    "proposed": {"sv": "föreslagen", "en": "proposed"},
    "receiver": {"sv": "mot vem", "en": "toward"},
    "rule": {"sv": "regel", "en": "rule"},
    "seats_not_counted": {"sv": "platserna är inte räknade", "en": "the seats are not counted"},
    "should": {"sv": "bör", "en": "should"},
    "silence_contradictory": {"sv": "Källorna säger både ja och nej.", "en": "The sources say both yes and no."},
    "silence_former": {"sv": "Det gällde bara tidigare.", "en": "It was so only formerly."},
    "silence_inferred": {"sv": "Det är bara tolkat.", "en": "It is only inferred."},
    "silence_not_covered": {
        "sv": "Tidpunkten ligger utanför det som källorna täcker.",
        "en": "The date lies outside what the sources cover.",
    },
    "silence_not_stated": {"sv": "Källorna säger det inte.", "en": "The sources do not say."},
    "silence_of_kind": {
        "sv": "Det sägs bara om slaget av organ; vilka som hör ihop anges inte.",
        "en": "It is said only of the kind of organ; which belong together is not stated.",
    },
    "silence_other_date": {"sv": "Det gäller bara vid en annan tid.", "en": "It holds only at another time."},
    "silence_outside": {"sv": "Det ligger utanför överenskommelsen.", "en": "It lies outside the agreement."},
    "silence_practice": {
        "sv": "Ingen regel anges; källorna berättar bara hur det har gått till.",
        "en": "No rule is stated; the sources only report what was done.",
    },
    "silence_proposed": {
        "sv": "Inget är antaget; det är bara föreslaget eller planerat.",
        "en": "Nothing is adopted; it is only proposed or planned.",
    },
    "silence_stated": {"sv": "Det anges.", "en": "It is stated."},
    "silence_stated_not": {"sv": "Källorna säger att det inte är så.", "en": "The sources say that it is not so."},
    "silence_unspecified": {
        "sv": "Det anges, men inte av eller mot vem.",
        "en": "It is stated, but not by or toward whom.",
    },
    "size_of_body_not_stated": {"sv": "organets storlek är inte angiven", "en": "the size of the body is not stated"},
    "source": {"sv": "källa", "en": "source"},
    "stated": {"sv": "angivet", "en": "stated"},
    "stated_not": {"sv": "angivet att det inte är så", "en": "stated not to be so"},
    "status": {"sv": "status", "en": "status"},
    "verb": {"sv": "gör", "en": "does"},
    "version": {"sv": "Version", "en": "Version"},
    "via": {"sv": "genom", "en": "via"},
}


def say(key: str, lang: str) -> str:
    """Give the tool's word for a key in one language.

    >>> say("proposed", "sv")
    'föreslagen'
    """
    return WORDS[key][lang]
