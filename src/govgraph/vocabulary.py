"""The vocabulary, read from data: verbs, families, kinds and classes of actors, aims, instrument kinds, functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, Field

from govgraph.errors import Problem, UnknownNameError, name_nearest
from govgraph.features import Feature
from govgraph.files import Loaded, load_yaml, show_path
from govgraph.shapes import Id, Record, Text, read_records

__all__ = [
    "OTHER",
    "STRUCTURE",
    "ActorClass",
    "Aim",
    "Family",
    "Function",
    "Kind",
    "Term",
    "Text",
    "Verb",
    "Vocabulary",
    "fold",
    "load_vocabulary",
]

STRUCTURE = "structure"  # the family of lines that are projected from fields and events, never coded
OTHER = "other"  # the verb, and the family, of a counterpart's line whose aim is in free words


def _check_verb_id(value: str) -> str:
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", value):
        raise ValueError(f"{value!r} is no verb id; use a-z and single underscores, such as 'prepares_for'")
    return value


def _check_colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-f]{6}", value):
        raise ValueError(f"{value!r} is no colour; write #rrggbb in lower case, such as '#00695c'")
    return value


VerbId = Annotated[str, AfterValidator(_check_verb_id)]
Colour = Annotated[str, AfterValidator(_check_colour)]
ClassId = Literal["organisation", "organ", "network", "role", "group", "area", "structure"]
Arrowhead = Literal[
    "arrow", "triangle", "triangle-open", "diamond", "diamond-open", "dot", "dot-open",
    "square", "square-open", "chevron", "bar", "none",
]  # fmt: skip


class Term(Record):
    """A word of the typology: what it is called in both languages, and what it means."""

    id: Id
    label: Text
    definition: Text


class Aim(Record):
    """A standard aim of a mandate without counterpart; with `infinitive` it stands in a sentence.

    The label is the present tense of one holder. In Swedish it serves several too, so that a label is a verb and no
    participle or adjective, which would bend by number and gender.
    """

    id: VerbId
    label: Text
    infinitive: Text
    definition: Text

    def present(self, lang: str, *, plural: bool) -> str:
        """Give the present tense for one holder or several; of several, English takes the infinitive."""
        if not plural or lang == "sv":
            return self.label.words(lang)
        words = self.infinitive.words("en")
        return f"are {words.removeprefix('be ')}" if words.startswith("be ") else words


class Verb(Aim):
    """A line verb, always read "holder … toward"; `inverse` is its label from the receiver's side."""

    inverse: Text
    family: str
    org: str | None = None  # the W3C ORG property that says the same, or nearly; None where there is none
    arrowhead: Arrowhead
    symmetric: bool = False
    projected: bool = False
    converse: VerbId | None = None  # what the receiver's own act would be called; never read as the same statement


class Function(Term):
    """What an actor does for a system of cooperation, in the judgement of a coder; `rule` says when it is assigned."""

    rule: Text


class Family(Term):
    """Verbs that belong together, and the colour that they are drawn in."""

    colour: Colour


class ActorClass(Term):
    """What an actor is in the model, and the colour that its box is filled with."""

    id: ClassId
    fill: Colour
    org: str | None = None


class Kind(Term):
    """What an actor is in the field; a kind of class group names the kind that it passes on to its members."""

    class_: ClassId = Field(alias="class")
    member_kind: Id | None = None
    org: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """Every word that records may use, by id, in the order of the files."""

    families: Mapping[str, Family]
    verbs: Mapping[str, Verb]
    classes: Mapping[str, ActorClass]
    kinds: Mapping[str, Kind]
    aims: Mapping[str, Aim]
    instrument_kinds: Mapping[str, Term]
    functions: Mapping[str, Function]
    fields: Mapping[str, Term]
    themes: Mapping[str, Term]
    features: Mapping[str, Feature]

    @cached_property
    def symmetric(self) -> frozenset[str]:
        """The ids of the verbs without direction."""
        return frozenset(verb.id for verb in self.verbs.values() if verb.symmetric)

    @cached_property
    def _asked(self) -> dict[str, tuple[str, frozenset[str], bool]]:
        """What each name means that a verb can be asked by, folded; the first of several meanings is the one."""
        every = frozenset(verb.id for verb in self.verbs.values() if verb.family != STRUCTURE)
        asked = {"any": ("any", every, False)}
        for verb in self.verbs.values():
            asked |= {name: (verb.id, frozenset({verb.id}), False) for name in _fold_names(verb) - asked.keys()}
        for family in self.families.values():
            verbs = frozenset(verb.id for verb in self.verbs.values() if verb.family == family.id)
            names = {fold(family.id), *_fold_labels(family.label)}
            asked |= dict.fromkeys(names - asked.keys(), (family.id, verbs, False))
        for verb in self.verbs.values():
            names = _fold_labels(verb.inverse) - asked.keys()
            asked |= {name: (verb.id, frozenset({verb.id}), True) for name in names}
        return asked

    def find_verbs(self, name: str) -> tuple[str, frozenset[str], bool]:
        """Find what a typed verb means.

        Parameters
        ----------
        name
            Id, label or inverse label of a verb in either language, id or label of a family, or `any`.

        Returns
        -------
        tuple[str, frozenset[str], bool]
            The resolved id (a verb's, a family's or `any`), the ids of the verbs it stands for, and whether it
            was an inverse label, which turns the question round.

        Raises
        ------
        UnknownNameError
            Nothing is called so; the nearest names are offered.
        """
        found = self._asked.get(name) or self._asked.get(fold(name))
        if found is not None:
            return found
        raise UnknownNameError("verb", name, [*self.name_verbs(), "any"])

    def find_aim(self, name: str) -> str | None:
        """Find the standard aim that is called so, by id or label in either language; None where there is none."""
        folded = fold(name)
        return next((aim.id for aim in self.aims.values() if folded in _fold_names(aim)), None)

    def name_verbs(self) -> list[str]:
        """Give every name that a verb or family can be asked by, in the order of the files."""
        labels = [(v.id, v.label.sv, v.label.en, v.inverse.sv, v.inverse.en) for v in self.verbs.values()]
        return [name for names in labels for name in names if name] + list(self.families)


def fold(name: str) -> str:
    """Fold a typed name so that case, composition and doubled space make no difference."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _fold_names(word: Aim) -> set[str]:
    return {fold(word.id), fold(word.id.replace("_", " ")), *_fold_labels(word.label)}


def _fold_labels(label: Text) -> set[str]:
    return {fold(words) for words in (label.sv, label.en) if words}


T = TypeVar("T", Family, Verb, ActorClass, Kind, Aim, Function, Term, Feature)


def load_vocabulary(folder: Path, over: Path | None, problems: list[Problem]) -> Vocabulary:
    """Read the vocabulary of `folder`; a file of the same name in `over` adds entries or replaces them by id.

    Every fault of every file is added to `problems`; what can be read is returned.
    """

    def read(name: str, model: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for place in (folder, over):
            if place is not None and (place == folder or (place / name).exists()):
                loaded = load_yaml(place / name)
                found.update(_read_file(loaded, model, problems))
                files[name] = loaded
        return found

    files: dict[str, Loaded] = {}
    vocabulary = Vocabulary(
        families=read("families.yaml", Family),
        verbs=read("verbs.yaml", Verb),
        classes=read("classes.yaml", ActorClass),
        kinds=read("kinds.yaml", Kind),
        aims=read("aims.yaml", Aim),
        instrument_kinds=read("instrument_kinds.yaml", Term),
        functions=read("functions.yaml", Function),
        fields=read("fields.yaml", Term),
        themes=read("themes.yaml", Term),
        features=read("features.yaml", Feature),
    )
    for place in (folder, over):
        problems.extend(_find_unknown_files(place, files) if place is not None else ())
    if not problems:
        problems.extend(_check_references(vocabulary, files))
        problems.extend(_check_labels(vocabulary, files["verbs.yaml"]))
        problems.extend(_check_features(vocabulary, files["features.yaml"]))
    return vocabulary


def _find_unknown_files(folder: Path, known: Iterable[str]) -> Iterable[Problem]:
    for path in sorted(folder.iterdir()):
        if path.name[0] != "." and path.name not in known:
            nearest = name_nearest(path.name, known) or f"; a vocabulary holds {', '.join(known)}"
            yield Problem(show_path(path), 1, 1, f"unknown file{nearest}")


def _read_file(loaded: Loaded, model: type[T], problems: list[Problem]) -> dict[str, T]:
    found: dict[str, T] = {}
    for index, entry in read_records(loaded, model, problems):
        if entry is None:
            continue
        if entry.id in found:
            problems.append(loaded.problem((index, "id"), f"id {entry.id!r} is given twice"))
        for field in ("label", "definition", "rule", "inverse", "infinitive", "unit"):
            text = getattr(entry, field, None)
            if text is not None and not (text.sv and text.en):
                lacking = "en" if text.sv else "sv"
                problems.append(loaded.problem((index, field), f"{field} of {entry.id!r} has no {lacking}; write both"))
        found[entry.id] = entry
    return found


def _check_references(vocabulary: Vocabulary, files: Mapping[str, Loaded]) -> Iterable[Problem]:
    for verb in vocabulary.verbs.values():
        if verb.family not in vocabulary.families:
            yield _place(files["verbs.yaml"], verb.id, "family", f"no family {verb.family!r} in families.yaml")
        if verb.converse is not None and verb.converse not in vocabulary.verbs:
            yield _place(files["verbs.yaml"], verb.id, "converse", f"no verb {verb.converse!r} in verbs.yaml")
        if verb.id in vocabulary.aims:
            yield _place(files["aims.yaml"], verb.id, "id", f"{verb.id!r} is a verb already; an aim has no counterpart")
        if verb.family == STRUCTURE and not verb.projected:
            yield _place(files["verbs.yaml"], verb.id, "family", f"structure verb {verb.id!r} is projected: true")
    for kind in vocabulary.kinds.values():
        if kind.member_kind is not None and kind.member_kind not in vocabulary.kinds:
            yield _place(files["kinds.yaml"], kind.id, "member_kind", f"no kind {kind.member_kind!r} in kinds.yaml")
        if kind.class_ not in vocabulary.classes:
            yield _place(files["kinds.yaml"], kind.id, "class", f"no class {kind.class_!r} in classes.yaml")
    for needed in (OTHER, "sends_members_to", "part_of", "attached_to", "member_of", "succeeds"):
        if needed not in vocabulary.verbs:
            yield Problem(files["verbs.yaml"].path, 1, 1, f"the verb {needed!r} is missing; govgraph projects it")


def _check_features(vocabulary: Vocabulary, loaded: Loaded) -> Iterable[Problem]:
    for feature in vocabulary.features.values():
        for key, tables in {"theme": ("themes",), **feature.REFERS}.items():
            value = getattr(feature, key)
            known = [name for table in tables for name in getattr(vocabulary, table)]
            for name in (value,) if isinstance(value, str) else value:
                if name not in known:
                    what = " or ".join(table.removesuffix("s").replace("_", " ") for table in tables)
                    hint = name_nearest(name, known) or f"; see {', '.join(f'{table}.yaml' for table in tables)}"
                    yield _place(loaded, feature.id, key, f"no {what} {name!r}{hint}")


def _check_labels(vocabulary: Vocabulary, verbs: Loaded) -> Iterable[Problem]:
    """Two verbs that can be asked by the same words would answer for each other."""
    taken: dict[str, str] = {}
    for verb in vocabulary.verbs.values():
        inverse = set() if verb.symmetric else _fold_labels(verb.inverse)
        for words in sorted(_fold_labels(verb.label) | inverse):
            if taken.setdefault(words, verb.id) != verb.id:
                yield _place(
                    verbs, verb.id, "label", f"{words!r} is what {taken[words]!r} is called too; tell them apart"
                )


def _place(loaded: Loaded, entry_id: str, key: str, text: str) -> Problem:
    items: list[Any] = loaded.value if isinstance(loaded.value, list) else []
    index = next((i for i, item in enumerate(items) if item.get("id") == entry_id), 0)
    return loaded.problem((index, key), text)
