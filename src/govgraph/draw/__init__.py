"""A scene → SVG, PDF, PNG or an interactive page, as the suffix of a path says."""

from govgraph.draw.sheets import draw_pdf, draw_png
from govgraph.draw.svg import draw_svg

__all__ = ["draw_pdf", "draw_png", "draw_svg"]
