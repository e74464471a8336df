"""A dataset in a Cypher store: embedded in this process, or on a server."""

from govgraph.store.asking import cypher, load_store, query, read_queries

__all__ = ["cypher", "load_store", "query", "read_queries"]
