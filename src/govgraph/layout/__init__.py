"""A graph and a case → the scene of its organisation diagram: boxes in lanes and bands, and routed lines.

Read on in this order: `choose` (what is drawn), `place` (cells), `lattice` (ways), `weave` (crossings), `refine` (boxes
moved, lines led anew), `tracks` (order in a channel), `solve` (one grid), `frame`, `panel` and `diagram` (points),
`legend` and `captions` (words), `build` (all).
"""

from govgraph.layout.build import build_scene, build_states
from govgraph.layout.compare import build_panels
from govgraph.layout.scene import Band, Box, Bridge, Entry, Gap, Lane, Letters, Panel, Scene, Wire

__all__ = [
    "Band", "Box", "Bridge", "Entry", "Gap", "Lane", "Letters", "Panel", "Scene", "Wire", "build_panels", "build_scene",
    "build_states",
]  # fmt: skip
