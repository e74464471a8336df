"""A dataset as files of other systems."""

from govgraph.exchange.neo4j_csv import export_neo4j_csv

__all__ = ["export_neo4j_csv"]
