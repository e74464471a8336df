"""One language of the site: what every page of it needs to name, link and quote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from govgraph.answers import Json
from govgraph.cases import CaseData
from govgraph.citation import build_citation
from govgraph.dataset import Dataset
from govgraph.evidence import CueError, Document, find_passage
from govgraph.graph import Graph
from govgraph.records import UNSPECIFIED
from govgraph.site.address import FOLDERS, link, place_case, place_page, place_record
from govgraph.site.blocks import Cue, Link, Spans, Words
from govgraph.wording import name_actor
from govgraph.words import LANGUAGES, capitalise, say, say_date

__all__ = ["PAGES", "Edition"]

PAGES = ("index", "compare", "ask", "search", "codebook", "data")


@dataclass(frozen=True)
class Edition:
    """A graph in one language. `documents`, where given, are those whose passages may be shown."""

    graph: Graph
    lang: str
    documents: Mapping[str, Document]

    @property
    def dataset(self) -> Dataset:
        """The dataset behind the graph."""
        dataset: Dataset = self.graph.graph["dataset"]
        return dataset

    def say(self, key: str, **given: Any) -> str:
        """Say one of the tool's own words."""
        return say(key, self.lang).format(**given) if given else say(key, self.lang)

    @cached_property
    def _files(self) -> dict[str, str]:
        return {
            f"{case.id}.{local}": file
            for case in self.dataset.cases.values()
            for file in FOLDERS
            for local in getattr(case, file)
        }

    def case_of(self, record: str) -> CaseData:
        """Give the case that a record stands in, by its global id."""
        return self.dataset.cases[record.partition(".")[0]]

    def name_case(self, case: CaseData) -> str:
        """Name a case."""
        return case.case.name.words("sv")

    def place(self, record: str | None) -> str | None:
        """Give the page of a record, or None where it has none."""
        file = self._files.get(record or "")
        return place_record(self.lang, file, record or "") if file else None

    def link_record(self, here: str, record: str | None, words: str) -> Link | Words:
        """Link to a record's page; words alone where it has none, or is this page."""
        there = self.place(record)
        return Link(words, link(here, there)) if there and there != here else Words(words)

    def link_actor(self, here: str, actor: str | None) -> Link | Words:
        """Link to an actor by its name."""
        if actor is None or UNSPECIFIED in actor.partition(".")[2]:
            return Words(self.say("absent_actor"), "absent")
        return self.link_record(here, actor, name_actor(self.graph, actor, self.lang))

    def link_fact(self, here: str, record: str) -> Link | Words:
        """Link to what a line rests on: a mandate's own page, or that of the actor whose seat or membership it is."""
        case, local = self.case_of(record), record.partition(".")[2]
        if local in case.seats:
            return self.link_record(here, f"{case.id}.{case.seats[local].organ}", self.say("one_seats"))
        if local in case.events:
            return Link(self.say("one_events"), link(here, place_case(self.lang, case.id), "events"))
        file = self._files.get(record, "")
        if file == "actors":
            return self.link_actor(here, record)
        return self.link_record(here, record, self.say(f"one_{file}") if file else local)

    def quote(self, evidence: Iterable[Json], *, passages: Sequence[str] = ()) -> Spans:
        """Quote the cues of a fact, each with where it stands."""
        shown = [*passages]
        return tuple(
            Cue(item["cue"], self.name_source(item), self.language_of(item["source"]), shown[n] if shown else "")
            for n, item in enumerate(evidence)
        )

    def language_of(self, source: str) -> str:
        """Give the language of a source, by its global id."""
        case, _, local = source.partition(".")
        return self.dataset.cases[case].sources[local].language

    def name_source(self, item: Json) -> str:
        """Name where a cue stands: source, and the heading where one is coded."""
        case, _, local = item["source"].partition(".")
        title = self.dataset.cases[case].sources[local].title.words(self.lang)
        heading = item.get("heading")
        return f"{title}, {self.say('under_heading').format(heading=repr(heading))}" if heading else title

    def find_passages(self, record: str) -> list[str]:
        """Find the passages of a fact; empty where the documents were not given."""
        if not self.documents:
            return []
        case, local = self.case_of(record), record.partition(".")[2]
        found = []
        for evidence in case.facts[local].evidence:
            document = self.documents.get(f"{case.id}.{case.source_of(evidence)}")
            try:
                found.append(" ".join(find_passage(document, evidence).paragraph.split()) if document else "")
            except CueError as err:
                found.append(str(err))
        return found

    def frame(self, here: str, title: str, **given: Any) -> dict[str, Any]:
        """Build what every page has around its own part: navigation, the other language, how to cite."""
        other = next(lang for lang in LANGUAGES if lang != self.lang)
        head, _, rest = here.partition("/")
        assert head == self.lang
        return {
            "lang": self.lang,
            "title": title,
            "page": given.pop("page", ""),
            "home": link(here, place_page(self.lang, "index")),
            "nav": [
                {"href": link(here, place_page(self.lang, name)), "text": self.say(f"site_nav_{name}"),
                 "here": here == place_page(self.lang, name)}
                for name in PAGES
            ],
            "cases": [
                {"href": link(here, place_case(self.lang, case.id)), "text": self.name_case(case),
                 "here": here.startswith(f"{self.lang}/{case.id}/")}
                for case in self.dataset.cases.values()
            ],
            "other": {"href": link(here, f"{other}/{rest}"), "lang": other, "text": say("site_language", other)},
            "static": link(here, "static"),
            "cite": build_citation(self.dataset, self.lang)["text"],
            "say": self.say,
            **given,
        }  # fmt: skip

    def when(self, text: str | None) -> str:
        """Say an EDTF date in words; "" where there is none."""
        return say_date(text, self.lang) if text else ""

    def title(self, text: str) -> str:
        """Begin a text with a capital."""
        return capitalise(text)
