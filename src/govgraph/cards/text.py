"""A card → the text that a person reads: what the record is, then each part that says something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from govgraph.answers import Json
from govgraph.cards.build import Card
from govgraph.cases import CaseData
from govgraph.graph import Graph
from govgraph.records import EACH_OTHER
from govgraph.words import WORDS, say, say_date, say_duration, say_seats

__all__ = ["Part", "WordedCard", "word_card", "word_parts"]

_USUAL = {  # defaults, which a reader need not be told
    "status": "adopted",
    "scope": "inside",
    "basis": "stated",
    "mode": "rule",
    "deontic": "none",
    "holds": "yes",
    "happened": "yes",
    "role": "current",
    "extent": "all",
}
_AXES = ("deontic", "status", "basis", "mode", "scope", "holds")
_CODED = {*_USUAL, "tier", "side", "kind", "class", "relation", "confidence"}  # keys whose values are words of our own
_HEAD = {"id", "name", "name_en", "abbreviation", "case", "holds", "number", "section", "evidence", "steps"}
_STATED = {
    *("id", "holder", "with", "aim", "toward", "each_other", "applies", "via", "negative", "extent"),
    *("procedure", "step", "evidence"),
}  # of a mandate: what its statement says, or another part of the card


class Part(NamedTuple):
    """A part of a card in words: its name in the JSON, its heading, and a row for each item, with the item."""

    name: str
    heading: str
    rows: tuple[tuple[str, Any], ...]


class WordedCard(NamedTuple):
    """A card in words: its title, the rows that say what the record is, and its parts that say something."""

    title: str
    head: tuple[str, ...]
    parts: tuple[Part, ...]
    left_out: str


def word_parts(card: Card, graph: Graph, lang: str) -> WordedCard:
    """Word a card as `word_card` does, part by part, for those who lay it out themselves.

    Ids and cues are left to them, and dates are words instead of EDTF.
    """
    return _Words(graph, lang, card, parted=True).word_parts()


def word_card(card: Card, graph: Graph, lang: str) -> str:
    """Word a card as text: what the record is, then each part that says something; defaults are not told."""
    return _Words(graph, lang, card).word()


class _Words:
    """One card in one language; every method words one part of it, as rows or within one."""

    def __init__(self, graph: Graph, lang: str, card: Card, *, parted: bool = False) -> None:
        self.graph, self.lang, self.card, self.parted = graph, lang, card, parted
        self.head: Json = card.fields[card.kind]

    def say(self, key: str, **numbers: Any) -> str:
        return say(key, self.lang).format(**numbers) if numbers else say(key, self.lang)

    def word(self) -> str:
        rows = [self.word_title(), f"  {self.head['id']}", *(f"  {row}" for row in self.word_head())]
        for part in self.list_parts():
            rows += self.word_part(part, self.card.fields[part])
        return "\n".join([*rows, *self.word_left_out()])

    def word_parts(self) -> WordedCard:
        parts = []
        for name in self.list_parts():
            value = self.card.fields[name]
            rows: list[tuple[str, Any]] = []
            if isinstance(value, list):
                merged = self.merge(name, value)
                told = ((item, row) for item in merged for row in self.word_item(name, item, cues=False))
                rows = [(row, item) for item, row in told]
            else:
                rows = [(row.partition(": ")[2], value) for row in self.word_part(name, value) if row]
            if rows and (name != "mandates" or self.card.kind not in {"mandate", "procedure"}):
                parts.append(Part(name, self.name_key(name), tuple(rows)))
        left_out = " ".join(filter(None, self.word_left_out()))
        return WordedCard(self.word_title(), tuple(self.word_head()), tuple(parts), left_out)

    def list_parts(self) -> list[str]:
        apart = {self.card.kind, "at", "member_count", "size_holds", "left_out"}
        return [name for name in self.card.fields if name not in apart]

    def merge(self, part: str, items: list[Json]) -> list[Json]:
        return _merge_relations(items) if part in {"instruments", "named_by"} else items

    def word_title(self) -> str:
        if self.card.kind == "mandate":
            return self.word_statement(self.head)
        return str(self.head["name"]) + (f" ({self.head['abbreviation']})" if self.head.get("abbreviation") else "")

    def word_head(self) -> Iterator[str]:
        at, kind = self.card.fields["at"], "exists" if self.card.kind == "actor" else "is"
        if at or self.head["holds"] != "yes":
            case = self.graph.graph["dataset"].cases[self.head["id"].partition(".")[0]]
            yield f"{self.say_when(at or case.case.period)}: {self.say('_'.join((kind, self.head['holds'])))}"
        hidden = {*_STATED, *_AXES} if self.card.kind == "mandate" else _HEAD
        yield from self.word_fields(self.head, {*hidden, "note"})
        yield from self.word_fields({"note": self.head["note"]}, ())
        if self.card.kind == "actor" and self.head["class"] == "group":
            count = self.card.fields["member_count"]
            yield f"{self.name_key('member_count')}: {self.say('absent_actor') if count is None else count}"

    def word_part(self, part: str, value: Any) -> list[str]:
        """Word one part: its heading and a row for each item, or one row; none where it says nothing."""
        if part == "size":
            return self.word_size(value)
        if part == "mandates" and self.card.kind in {"mandate", "procedure"}:
            return []  # the title, or the steps, say them
        if not value:
            return []
        if isinstance(value, list):
            told = (row for item in self.merge(part, value) for row in self.word_item(part, item))
            return ["", self.name_key(part), *(f"  {row}" for row in told)]
        word = getattr(self, f"word_{part}", self.word_value)
        return ["", f"{self.name_key(part)}: {word(part, value)}"]

    def word_item(self, part: str, item: Json, *, cues: bool = True) -> list[str]:
        words: dict[str, Callable[[Json], str]] = {
            "names": self.word_name,
            "seats": self.word_seat,
            "sits_in": self.word_place,
            "interlocks": self.word_interlock,
            "meetings": self.word_meeting,
            "mandates": self.word_mandate,
            "joint_mandates": self.word_mandate,
            "lines": self.word_line,
            "lines_in": self.word_line,
            "lines_out": self.word_line,
            "events": self.word_event,
            "functions": self.word_function,
            "evidence": lambda item: f"{item['source']}, ”{item['cue']}”",
        }
        if part == "steps":
            return self.word_steps(item)
        return [words.get(part, self.word_reference)(item) + (self.quote(item) if cues and part != "evidence" else "")]

    # -- what an item is -------------------------------------------------------------------------------------------

    def word_name(self, name: Json) -> str:
        alike = len({each["valid"] for each in self.card.fields["names"]}) == 1
        hidden = {"valid", "holds"} if alike or name["role"] in {"variant", "abbreviation"} else set()
        told = self.word_fields(name, {"name", "role", *hidden})
        told = [self.say(name["role"]), *told] if self.says("role", name["role"]) else told
        return str(name["name"]) + self.bracket(told)

    def word_size(self, size: Json) -> list[str]:
        computed = (
            [f"{self.say('by_its_seats')} {self.word_value('size', size['computed'])}"] if size["computed"] else []
        )
        if size["why_unknown"]:
            computed = [f"{self.say('by_its_seats')} {self.name_key('why_unknown')} {size['why_unknown']}"]
        if self.card.fields["size_holds"] == "possibly":
            computed[0] += f" ({self.say('possibly')})"
        if size["stated"] is None and self.head["class"] not in {"organ", "network"}:
            return []
        stated = [f"{self.name_key('stated')} {size['stated']}"] if size["stated"] is not None else []
        return ["", f"{self.name_key('size')}: {', '.join(stated + computed)}"]

    def count_seats(self, seat: Json) -> str:
        """Word how many a seat is, and of which kind: "30 members, 2 from each", "at least 1 member from each"."""
        bounds = {key: seat[key] for key in ("at_least", "at_most") if seat[key]}
        total, each, kind = seat["count"] or bounds, seat["per_member"], seat["kind"]
        said = [self.word_number(total, kind)] if total else []
        if each:
            number = self.word_count(each) if total else self.word_number(each, kind)
            said.append(f"{number} {self.name_key('per_member')}")
        return ", ".join(said) or self.say(f"{kind}s")

    def word_number(self, number: Any, kind: str) -> str:
        last = [bound for bound in number.values() if bound][-1] if isinstance(number, dict) else number
        return f"{self.word_count(number)} {self.say(kind if last == 1 else f'{kind}s')}"

    def word_count(self, number: Any) -> str:
        return self.say("all") if number == "all" else self.word_value("count", number)

    def word_seat(self, seat: Json) -> str:
        hidden = {"id", "kind", "count", "at_least", "at_most", "per_member", "negative", "evidence", *_AXES}
        said = ", ".join([self.count_seats(seat), *self.word_fields(seat, hidden)])
        return f"{said}{self.bracket(self.word_axes(seat))}{self.name_id(seat['id'])}"

    def word_place(self, place: Json) -> str:
        via = [f"{self.say('via')} {place['via']['name']}", self.say(place["applies"])] if place["via"] else []
        axes = [*self.word_axes(place), *([self.name_key("vacant")] if place["vacant"] else [])]
        roles = [role["name"] for role in place["role"] if role["id"] != self.head["id"]]
        told = self.bracket([*roles, *via, *axes])
        return f"{place['organ']['name']}: {self.count_seats(place)}{told}{self.name_id(place['id'])}"

    def word_interlock(self, interlock: Json) -> str:
        sides = [
            f"{self.say(side)}: {' + '.join(self.word_side(seat, interlock) for seat in interlock[side])}"
            for side in ("here", "there")
            if interlock[side]
        ]
        kind = f"by_{interlock['by']}" + (
            "" if interlock["by"] != "members" else "_here" if interlock["here"] else "_there"
        )
        said = self.say(kind, shared=interlock["shared"]["name"])
        return f"{interlock['organ']['name']}: {said}{self.bracket(['; '.join([*sides, *self.word_axes(interlock)])])}"

    def word_side(self, seat: Json, interlock: Json) -> str:
        roles = [role["name"] for role in seat["role"] if role["id"] != interlock["shared"]["id"]]
        return self.count_seats(seat) + self.bracket(roles)

    def word_meeting(self, meeting: Json) -> str:
        via = [f"{self.say('via')} {meeting['via']['name']}"] if meeting["via"] else []
        told = self.bracket([*via, *self.word_axes(meeting)])
        return f"{self.word_times(meeting)}{told}{self.name_id(meeting['mandate'])}"

    def word_times(self, times: Json) -> str:
        """Word how often and how long: "at least 2 times per year, 4 hours"."""
        bounds = {key: times[key] for key in ("at_least", "at_most", "approx") if times[key]}
        often = f"{self.word_value('times', bounds)} {self.say('time' if set(bounds.values()) == {1} else 'times')}"
        per = f" {self.say('per')} {say_duration(times['per'], self.lang, bare=True)}" if times["per"] else ""
        length = [say_duration(times["length"], self.lang)] if times["length"] else []
        return ", ".join([*([often + per] if bounds else []), *length])

    def word_mandate(self, mandate: Json) -> str:
        others = {
            key: [record for record in mandate[key] if record["id"] != self.head["id"]] for key in ("about", "under")
        }
        told = self.word_fields(mandate | others, {*_STATED, *_AXES})
        return "; ".join([self.word_statement(mandate), *told]) + self.name_id(mandate["id"])

    def word_statement(self, mandate: Json) -> str:
        """Word who does what toward whom, and how it applies and holds: "A · informs · B (each) (must)"."""
        applies = mandate["applies"]
        via = mandate.get("via") if self.card.kind == "actor" else None
        coded = self.join_ends(mandate["holder"], applies["holder"], applies["any"] == "holder")
        holders = str(self.head["name"]) if via and applies["holder"] == "each" else coded
        partners = "".join(f" {self.say('and')} {partner['name']}" for partner in mandate["with"])
        receivers = self.join_ends(mandate["toward"], applies["toward"], applies["any"] == "toward")
        receivers = self.say("each_other") if mandate["each_other"] else receivers
        said = " · ".join(filter(None, (holders + partners, self.word_value("aim", mandate["aim"]), receivers)))
        via = [f"{self.say('via')} {mandate['via']['name']}"] if mandate.get("via") and holders != coded else []
        return said + self.bracket([*via, *self.word_axes(mandate)])

    def join_ends(self, ends: Sequence[Json], applies: str | None, alternatives: bool = False) -> str:
        """Name the actors at one end, and say of each group whether it is meant each or jointly."""
        names = [
            f"{end['name']} ({self.say(applies)})" if applies and self.is_group(end["id"]) else end["name"]
            for end in ends
        ]
        return (f" {self.say('and_or')} " if alternatives else "; ").join(names)

    def is_group(self, actor: str) -> bool:
        return actor in self.graph and self.graph.nodes[actor]["class"] == "group"

    def word_line(self, line: Json) -> str:
        applies = line["applies"]
        holders = self.join_ends([line["from"]], applies["holder"])
        partners = "".join(f" {self.say('and')} {partner['name']}" for partner in line["with"])
        receiver = self.join_ends([line["to"]], applies["toward"])
        if line["line"].endswith(EACH_OTHER) and line["via"] is None:
            receiver = self.say("each_other")
        verb = line["aim"] or self.word_value("aim", line["verb"])
        via = [f"{self.say('via')} {line['via']['name']}"] if line["via"] else []
        seats = [seats] if (seats := say_seats(line["seat"], line["count"], self.lang)) else []
        return f"{holders}{partners} · {verb} · {receiver}{self.bracket([*via, *self.word_axes(line), *seats])}"

    def word_axes(self, item: Json) -> Iterator[str]:
        """Word what a reader has to be told of a statement before believing it."""
        if item.get("negative"):
            yield self.say("stated_not")
        yield from (self.say(item[axis]) for axis in _AXES[:-1] if item.get(axis) and item[axis] != _USUAL[axis])
        if item.get("extent") and item["extent"] != _USUAL["extent"]:
            yield self.say(f"extent_{item['extent']}")
        applies = item["applies"] if isinstance(item.get("applies"), dict) else {}
        if applies.get("pairs"):
            yield self.say("each_its_own" if applies["pairs"] == "own" else "of_kind")
        if applies.get("any") and "line" in item:
            yield self.say("one_or_other")
        if item.get("holds", "yes") != "yes":
            yield self.word_value("holds", item["holds"])

    def word_event(self, event: Json) -> str:
        """Word what happened and when: "2019-01-01 merged: A; B → C (later)"."""
        what = " ".join(filter(None, (event["date"] and self.say_when(event["date"]), self.say(event["kind"]))))
        ends = " → ".join(self.word_value("of", event[key]) for key in ("from", "to") if event[key])
        of = self.word_value("of", [name for name in event["of"] if name != self.head["id"]])
        told = [*self.word_axes(event)]
        if event["happened"] in {"no", "possibly"}:
            told.append(self.say("later" if event["happened"] == "no" else "possibly_later"))
        said = ": ".join(filter(None, (what, "; ".join(filter(None, (of, ends)))))) + self.bracket(told)
        shown = {"id", "kind", "date", "of", "from", "to", "happened", "negative", "evidence", *_AXES}
        return "; ".join([said, *self.word_fields(event, shown)])

    def word_function(self, function: Json) -> str:
        functions = self.graph.graph["dataset"].vocabulary.functions
        return ", ".join([functions[function["id"]].label.words(self.lang), *self.word_fields(function, {"id"})])

    def word_steps(self, step: Json) -> list[str]:
        mandates = {mandate["id"]: mandate for mandate in self.card.fields["mandates"]}
        rows = [mandates[name] for name in step["mandates"]]
        said = [f"   {self.word_mandate(mandate)}{self.quote(mandate)}" for mandate in rows]
        return [f"{step['step']}. {step['name']}", *said]

    def word_step(self, _: str, step: Json) -> str:
        return f"{step['procedure']['name']}, {step['step']}/{step['of']}: {step['name']}"

    def word_reference(self, item: Json) -> str:
        """Word a reference: its name, then how it relates to the record of the card."""
        stem = "to_it" if item.get("type") else "of_it"
        relation = [self.say(f"{stem}_{key}") for key in item.get("relations", ())]
        via = [f"{self.say('via')} {item['via']['name']}"] if item.get("via") else []
        role = [self.name_key("with")] if item.get("as") == "with" else []
        told = [*role, *self.word_fields(item, {"id", "name", "type", "via", "relation", "relations", "as"})]
        return str(item["name"]) + self.bracket([*relation, *via, *told])

    def word_left_out(self) -> list[str]:
        """Say how much of each part was left out at the date asked, and why."""
        rows = []
        for reason, counts in self.card.fields["left_out"].items():
            counted = [f"{n} {self.say(f'left_{part}').split('|')[n != 1]}" for part, n in counts.items() if n]
            if counted:
                rows.append(f"{', '.join(counted)} ({self.say(reason)})")
        return ["", f"{self.say('left_out_at', at=self.card.fields['at'])}: {'; '.join(rows)}"] if rows else []

    # -- within a row ----------------------------------------------------------------------------------------------

    def name_id(self, name: str) -> str:
        return "" if self.parted else f" [{name}]"

    def say_when(self, text: str) -> str:
        return say_date(text, self.lang) if self.parted else text

    def quote(self, item: Json) -> str:
        cues = "; ".join(f"”{evidence['cue']}”" for evidence in item.get("evidence", ()))
        return f" {cues}" if cues else ""

    def bracket(self, told: Iterable[str]) -> str:
        said = ", ".join(told)
        return f" ({said})" if said else ""

    def name_key(self, key: str) -> str:
        return self.say(f"key_{key}")

    def word_fields(self, fields: Json, hidden: Iterable[str]) -> list[str]:
        """Word the fields that say something, each with its name; the time only where it was coded."""
        said = []
        for key, value in fields.items():
            if key in hidden or not self.says(key, value) or (key == "valid" and not self.is_dated(fields)):
                continue
            if key == "holds":
                said.append(self.word_value(key, value))
            elif value is True:
                said.append(self.name_key(key))
            else:
                said.append(f"{self.name_key(key)}: {self.word_value(key, value)}")
        return said

    def says(self, key: str, value: Any) -> bool:
        if key == "formal":
            return value is not None
        if isinstance(value, dict):
            return any(self.says(inner, item) for inner, item in value.items())
        return value not in (None, False, "", []) and value != _USUAL.get(key)

    def is_dated(self, fields: Json) -> bool:
        """Tell whether a time was coded on a record itself; a name's time always was, where names differ in it."""
        case, _, local = fields.get("id", "").partition(".")
        return not local or self.graph.graph["dataset"].cases[case].facts[local].valid is not None

    def word_value(self, key: str, value: Any) -> str:
        """Word a value: a reference by its name, a word of the vocabulary or our own by its label, else as it is."""
        if isinstance(value, list):
            return "; ".join(self.word_value(key, item) for item in value)
        if isinstance(value, bool):
            return self.say("true" if value else "false")
        if key == "times" and "per" in value:
            return self.word_times(value)
        if isinstance(value, dict):
            return str(value["name"]) if "name" in value else self.word_bounds(value)
        if key in {"term", "length"}:
            return say_duration(value, self.lang)
        if key == "valid":
            return self.say_when(value)
        if key in {"aim", "class", *_CODED}:
            return self.word_coded(key, value)
        return self.name_record(value) if isinstance(value, str) else str(value)

    def word_bounds(self, bounds: Json) -> str:
        given = {key: number for key, number in bounds.items() if number}
        if len(set(given.values())) == 1 and len(given) > 1:
            return str(next(iter(given.values())))
        return ", ".join(f"{self.name_key(key)} {number}" for key, number in given.items())

    def word_coded(self, key: str, value: str) -> str:
        words = self.graph.graph["dataset"].vocabulary
        tables: dict[str, tuple[Mapping[str, Any], ...]] = {
            "aim": (words.verbs, words.aims),
            "kind": (words.kinds, words.instrument_kinds),
            "class": (words.classes,),
        }
        for table in tables.get(key, ()):
            if value in table:
                return str(table[value].label.words(self.lang))
        own = {"holds": "other_date"}.get(key, "no") if value == "no" else value
        return self.say(own) if own in WORDS and key != "aim" else value

    def name_record(self, value: str) -> str:
        """Name the record that an id stands for; any other text stands as it is."""
        case, _, local = value.partition(".")
        record: Any = self.graph.graph["dataset"].cases[case].facts.get(local) if case in self.cases else None
        return record.name.words("sv") if hasattr(record, "name") else value

    @property
    def cases(self) -> Mapping[str, CaseData]:
        return self.graph.graph["dataset"].cases  # type: ignore[no-any-return]


def _merge_relations(rows: Sequence[Json]) -> list[Json]:
    """Give each record that is referred to once, with all its relations in order."""
    merged: dict[str, Json] = {}
    for row in rows:
        merged.setdefault(row["id"], {**row, "relations": []})["relations"].append(row["relation"])
    return list(merged.values())
