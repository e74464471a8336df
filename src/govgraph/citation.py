"""How to cite a dataset, so that a reader gets the same answers from the same data."""

from __future__ import annotations

from typing import Any

from govgraph.dataset import Dataset
from govgraph.words import say

__all__ = ["build_citation"]


def build_citation(dataset: Dataset, lang: str) -> dict[str, Any]:
    """Build how to cite a dataset: its title, publisher, version, date, licence, hash, and all of it as one text."""
    release = dataset.release
    title = release.title.words(lang) if release else dataset.folder.name
    fields = {
        "title": title,
        "publisher": release.publisher if release else None,
        "released": release.date if release else None,
        "licence": release.licence if release else None,
        "cases": list(dataset.cases),
    }
    made = f"{release.publisher} ({release.date[:4]}). " if release else ""
    licence = f" {release.licence}." if release else ""
    text = f"{made}{title}. {say('version', lang)} {dataset.version}, sha256 {dataset.sha256}.{licence}"
    return {"text": text, **fields}
