"""A dataset → a folder of pages that anyone can read, ask and cite: no server, no other host, no build step."""

from __future__ import annotations

from govgraph.site.build import Built, build_site
from govgraph.site.serve import serve_site

__all__ = ["Built", "build_site", "serve_site"]
