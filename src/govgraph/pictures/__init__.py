"""Cases → pictures: organisation diagram, matrix, timeline and seats, each with its captions and its data."""

from govgraph.pictures.build import KINDS, Kind, build_picture
from govgraph.pictures.picture import FORMATS, Picture, check_format, write_picture
from govgraph.pictures.structure import build_structure

__all__ = [
    "FORMATS",
    "KINDS",
    "Kind",
    "Picture",
    "build_picture",
    "build_structure",
    "check_format",
    "write_picture",
]
