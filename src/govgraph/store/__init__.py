"""A dataset in a Cypher store: embedded in this process, or on a server."""
