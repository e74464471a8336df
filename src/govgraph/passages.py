"""A fact beside the passages that it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from govgraph.answers import Json
from govgraph.dataset import Dataset
from govgraph.evidence import CueError, Document, find_passage
from govgraph.lists import build_fields
from govgraph.tables import word_cell
from govgraph.words import name_key, say

__all__ = ["build_passages", "word_passages"]


def build_passages(dataset: Dataset, documents: Mapping[str, Document], case_id: str, record: str, lang: str) -> Json:
    """Build a fact beside its passages: for each cue its source, line, heading and paragraph, or why there is none."""
    case = dataset.cases[case_id]
    fact = case.facts[record]
    passages = []
    for evidence in fact.evidence:
        source = f"{case_id}.{case.source_of(evidence)}"
        row: Json = {
            "source": source,
            "cue": evidence.cue,
            "line": None,
            "heading": None,
            "paragraph": None,
            "fault": None,
        }
        try:
            passage = find_passage(documents[source], evidence)
            row |= {"line": passage.line, "heading": passage.heading, "paragraph": " ".join(passage.paragraph.split())}
        except CueError as err:
            row["fault"] = str(err)
        passages.append(row)
    given = [key for key in type(fact).model_fields if key in fact.model_fields_set and key != "evidence"]
    fields = build_fields(fact, lang)
    keys = {key: type(fact).model_fields[key].alias or key for key in given}
    return {"record": f"{case_id}.{record}", "coded": {key: fields[key] for key in keys.values()}, "passages": passages}


def word_passages(shown: Json, lang: str = "en") -> str:
    """Word a fact beside its passages as text, with the names of its fields in one language."""
    rows = [shown["record"], *(f"  {name_key(key, lang)}: {word_cell(value)}" for key, value in shown["coded"].items())]
    for passage in shown["passages"]:
        rows += ["", f"{passage['source']}, {passage['fault'] or _word_place(passage, lang)}"]
        if passage["paragraph"]:
            rows += [f"  {name_key('cue', lang)}: {passage['cue']}", f"  {passage['paragraph']}"]
    return "\n".join(rows)


def _word_place(passage: Json, lang: str) -> str:
    line = say("at_line", lang).format(line=passage["line"])
    heading = passage["heading"]
    return f"{line}, {say('under_heading', lang).format(heading=repr(heading))}" if heading else line
