"""A chosen case → the words around the picture and behind its parts: subtitle, sources, names, notes on lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govgraph.layout.choose import Choice
from govgraph.layout.style import describe_style, style_key
from govgraph.records import UNSPECIFIED
from govgraph.vocabulary import OTHER, Verb
from govgraph.words import say, say_date, say_seats

__all__ = [
    "count_lines",
    "describe_scene",
    "name_actor",
    "name_shortly",
    "name_verb",
    "note_line",
    "say_source",
    "say_subtitle",
    "state_line",
    "tag_actor",
    "word_change",
    "word_reservations",
]

Attributes = Mapping[str, Any]


def name_actor(actor: Attributes, lang: str) -> str:
    """Name an actor as it was coded, whatever the language of the picture; only an unspecified one is in its words."""
    unspecified = actor["kind"] == UNSPECIFIED and lang == "en"
    return str(actor["name_en"] if unspecified else actor["name"])


def tag_actor(actor: Attributes, name: str, lang: str) -> str:
    """Give what stands below a name in parentheses: abbreviation, number, status; "" where there is none.

    A number is the stated one, or how many members the records name, and then says that it was counted.
    """
    short = actor["abbreviation"]
    parts = [short] if short and short not in name else []
    if actor["number"] is not None and str(actor["number"]) not in name:
        parts.append(str(actor["number"]))
    if actor["counted"] is not None:
        parts.append(say("counted", lang).format(count=actor["counted"]))
    parts += [say(actor["status"], lang)] if actor["status"] != "adopted" else []
    return f"({', '.join(parts)})" if parts else ""


def word_change(actor: Attributes, lang: str, *, dated: bool) -> str:
    """Word what became of an actor between two dates; "" where nothing did, or one date is drawn."""
    change = actor.get("change", "stayed")
    words = [say(f"actor_{change}", lang)] if dated and change != "stayed" else []
    if formerly := actor.get("formerly"):
        words.append(say("formerly_named", lang).format(name=formerly))
    return "; ".join(words)


def name_verb(line: Attributes, verb: Verb, lang: str) -> str:
    """Word what a line does: the verb's label, or the coded words where no verb says it."""
    free = (line["aim_en"] if lang == "en" else None) or line["aim"]
    return str(free) if verb.id == OTHER and free else verb.label.words(lang)


def state_line(line: Attributes, verb: Verb, actors: Mapping[str, Attributes], lang: str) -> str:
    """State a line in words: who does what toward whom."""
    ends = [name_shortly(actors[line[end]], lang) for end in ("from", "to")]
    if line["with"]:
        holders = [f"{line['case']}.{line['id'].split('--')[1]}", *line["with"]]
        named = f" {say('and', lang)} ".join(name_shortly(actors[name], lang) for name in holders)
        ends[0] = f"{named} ({say('jointly', lang)})"
    if line["from"] == line["to"]:
        ends[1] = say("each_other", lang)
    if len(targets := line.get("targets", ())) > 1:
        *names, last = (name_shortly(actors[target], lang) for target in targets)
        ends[1] = f"{', '.join(names)} {say('and', lang)} {last}"
    return f"{ends[0]} – {name_verb(line, verb, lang)} – {ends[1]}"


def name_shortly(actor: Attributes, lang: str) -> str:
    """Name an actor by its abbreviation where it has one."""
    return str(actor["abbreviation"] or name_actor(actor, lang))


def note_line(line: Attributes, lang: str) -> tuple[str, ...]:
    """Note modality, style, number, object, condition and evidence of a line, each as "word: value"."""
    notes = [
        f"{say('modality', lang)}: {say(line['deontic'] or 'none', lang)}",
        f"{say('status', lang)}: {describe_style(style_key(line), lang)}",
    ]
    if seats := say_seats(line["seat"], line["count"], lang):
        notes.append(f"{say('number', lang)}: {seats}")
    notes += list_reservations(line, lang)
    for key in ("object", "condition", "constraint"):
        words = (line[f"{key}_en"] if lang == "en" else None) or line[key]
        if words:
            notes.append(f"{say(key, lang)}: {words}")
    notes += [f"{say('evidence', lang)}: “{cue}”" for cue in line["cues"]]
    return (*notes, f"{say('source', lang)}: {', '.join(line['sources'])}") if line["sources"] else tuple(notes)


def list_reservations(line: Attributes, lang: str) -> list[str]:
    """List what a drawn line cannot show and a reader would otherwise take for granted, each in words."""
    bundled = len(line.get("bundle", ()))
    said = [say("of_lines", lang).format(count=bundled)] if bundled > len(line.get("targets", (None,))) else []
    said += [say(f"extent_{line['extent']}", lang)] if line["extent"] not in {None, "all"} else []
    said += [say({"class": "of_kind", "own": "each_its_own"}[line["pairs"]], lang)] if line["pairs"] else []
    said += [say("possibly", lang)] if line["any"] or line["holds"] == "possibly" else []
    return said


def word_reservations(choice: Choice, statements: Mapping[str, str], lang: str) -> str:
    """Word every reservation to a drawn line, and which seats are not members'; "" where there is none."""
    said = {}
    for line in choice.lines:
        words = list_reservations(line, lang)
        if line["seat"] not in {None, "member"}:
            words.append(say_seats(line["seat"], line["count"], lang))
        if words:
            said[line["id"]] = f"{statements[line['id']]} ({', '.join(words)})"
    return f"{say('notes_on_lines', lang)}: {'; '.join(said.values())}." if said else ""


def count_lines(choice: Choice) -> int:
    """Count the lines drawn; one that several hold jointly is one line, however many branches it has."""
    return len({one["id"] for line in choice.lines for one in line["bundle"]})


def say_subtitle(choice: Choice, period: str, lang: str, *, focus: str = "") -> str:
    """Say which period, from whom, how many of the case's lines are drawn, and how many are only proposed."""
    proposed = len({one["id"] for line in choice.lines for one in line["bundle"] if one["status"] == "proposed"})
    shown = say("lines_shown", lang).format(shown=count_lines(choice), all=choice.of_lines)
    only = say("of_them_proposed", lang).format(count=proposed) if proposed else ""
    when = say_date(choice.at or period, lang)
    return " · ".join(filter(None, (f"{say('organisation_and_lines', lang)} {when}", focus, f"{shown}{only}")))


def say_source(case: Any, version: str, lang: str) -> str:
    """Say where it comes from: each source with publisher and date, then the dataset's version."""
    named = []
    for source in case.sources.values():
        behind = [source.publisher.words(lang), *([source.date] if source.date else [])]
        named.append(f"{source.title.words(lang)} ({', '.join(behind)})")
    data = say("dataset", lang).capitalize()
    return f"{say('source', lang).capitalize()}: {'; '.join(named)}. {data}: govgraph {version}, {case.id}."


def describe_scene(choice: Choice, statements: list[str], lang: str) -> str:
    """Describe the whole picture for those who hear it: how many actors and lines, then each line."""
    counted = say("picture_holds", lang).format(actors=len(choice.actors), lines=count_lines(choice))
    return " ".join([counted, *(f"{statement}." for statement in statements)])
