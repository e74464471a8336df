"""Collaboration agreements of regional governance as evidence-backed records, a graph, answers and diagrams.

>>> import govgraph
>>> G = govgraph.load_graph()
>>> govgraph.who(G, "recommends_to", "vasterbotten.kommunerna")[0].source
'vasterbotten.pkd'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govgraph.alignments import Aligned, align
    from govgraph.answers import Answers, Paths
    from govgraph.ask import path, who, whom
    from govgraph.cards import Card, show
    from govgraph.citation import build_citation
    from govgraph.coding import fix_ids, write_skeleton
    from govgraph.comparison import write_matrix
    from govgraph.coverage import measure_coverage
    from govgraph.dataset import Dataset, check_dataset, load_dataset
    from govgraph.differences import Difference, diff
    from govgraph.draw import draw_file, draw_html, draw_pdf, draw_png, draw_svg
    from govgraph.errors import (
        AmbiguousNameError,
        CypherError,
        DatasetError,
        GovgraphError,
        Problem,
        StoreError,
        UnknownNameError,
        UsageError,
    )
    from govgraph.evidence import lock_evidence, open_documents, verify_evidence
    from govgraph.exchange.neo4j_csv import export_neo4j_csv
    from govgraph.gaps import Finding, Findings, silence
    from govgraph.graph import load_graph
    from govgraph.layout import build_scene
    from govgraph.lists import list_records
    from govgraph.matrix import Cell, Matrix, compare
    from govgraph.numbers import Number, Twice, measure_number
    from govgraph.passages import build_passages
    from govgraph.pictures import Picture, build_picture, write_picture
    from govgraph.questions import Answer, Path
    from govgraph.site import Built, build_site, serve_site
    from govgraph.store.asking import cypher, load_store, query, read_queries
    from govgraph.store.tables import Table

__all__ = [
    "Aligned",
    "AmbiguousNameError",
    "Answer",
    "Answers",
    "Built",
    "Card",
    "Cell",
    "CypherError",
    "Dataset",
    "DatasetError",
    "Difference",
    "Finding",
    "Findings",
    "GovgraphError",
    "Matrix",
    "Number",
    "Path",
    "Paths",
    "Picture",
    "Problem",
    "StoreError",
    "Table",
    "Twice",
    "UnknownNameError",
    "UsageError",
    "align",
    "build_citation",
    "build_passages",
    "build_picture",
    "build_scene",
    "build_site",
    "check_dataset",
    "compare",
    "cypher",
    "diff",
    "draw_file",
    "draw_html",
    "draw_pdf",
    "draw_png",
    "draw_svg",
    "export_neo4j_csv",
    "fix_ids",
    "list_records",
    "load_dataset",
    "load_graph",
    "load_store",
    "lock_evidence",
    "measure_coverage",
    "measure_number",
    "open_documents",
    "path",
    "query",
    "read_queries",
    "serve_site",
    "show",
    "silence",
    "verify_evidence",
    "who",
    "whom",
    "write_matrix",
    "write_picture",
    "write_skeleton",
]

_HOME = {
    "alignments": ("Aligned", "align"),
    "answers": ("Answers", "Paths"),
    "ask": ("path", "who", "whom"),
    "cards": ("Card", "show"),
    "citation": ("build_citation",),
    "coding": ("fix_ids", "write_skeleton"),
    "comparison": ("write_matrix",),
    "coverage": ("measure_coverage",),
    "dataset": ("Dataset", "check_dataset", "load_dataset"),
    "differences": ("Difference", "diff"),
    "draw": ("draw_file", "draw_html", "draw_pdf", "draw_png", "draw_svg"),
    "errors": (
        "AmbiguousNameError", "CypherError", "DatasetError", "GovgraphError", "Problem", "StoreError",
        "UnknownNameError", "UsageError",
    ),
    "evidence": ("lock_evidence", "open_documents", "verify_evidence"),
    "exchange.neo4j_csv": ("export_neo4j_csv",),
    "gaps": ("Finding", "Findings", "silence"),
    "graph": ("load_graph",),
    "layout": ("build_scene",),
    "lists": ("list_records",),
    "matrix": ("Cell", "Matrix", "compare"),
    "numbers": ("Number", "Twice", "measure_number"),
    "passages": ("build_passages",),
    "pictures": ("Picture", "build_picture", "write_picture"),
    "questions": ("Answer", "Path"),
    "site": ("Built", "build_site", "serve_site"),
    "store.asking": ("cypher", "load_store", "query", "read_queries"),
    "store.tables": ("Table",),
}  # fmt: skip
_WHERE = {name: home for home, names in _HOME.items() for name in names}


def __getattr__(name: str) -> Any:
    # a command that only checks never imports what draws
    if name not in _WHERE:
        raise AttributeError(f"module 'govgraph' has no attribute {name!r}")
    return getattr(importlib.import_module(f"govgraph.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
