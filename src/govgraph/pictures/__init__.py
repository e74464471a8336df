"""Cases → pictures of other kinds than the organisation diagram: matrix, timeline, seats."""

from govgraph.pictures.picture import FORMATS, Picture, check_format, write_picture

__all__ = ["FORMATS", "Picture", "check_format", "write_picture"]
