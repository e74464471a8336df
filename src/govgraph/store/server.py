"""Neo4j, or any server that speaks Bolt as it does: reading rows, safely, with limits."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from govgraph.dataset import Dataset
from govgraph.errors import CypherError, StoreError
from govgraph.store.address import Address, read_account
from govgraph.store.known import Sort, Used, check_names, list_known
from govgraph.store.tables import READS_FILES, WRITES, Table, read_plain, word_timeout

__all__ = ["Server"]

_EXPLAIN = "EXPLAIN "
PATIENCE = 10.0  # seconds to reach a server, and to have a broken connection again

# what the driver notes goes to whoever listens, and else nowhere: refusals are worded here
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Server:
    """A server that holds datasets; closes with its `with`.

    Parameters
    ----------
    address
        Where it is; who asks is read by `read_account`.
    dataset
        Whose names are known; default of queries that check them.

    Raises
    ------
    StoreError
        It cannot be reached, refuses the password, or has no such database.
    """

    def __init__(self, address: Address, dataset: Dataset) -> None:
        self._known = list_known(dataset)
        self.address = address
        account = read_account(address)
        with self.faults():
            self._driver = neo4j.GraphDatabase.driver(
                str(address.uri), auth=(account.username, account.password), connection_timeout=PATIENCE,
                max_transaction_retry_time=PATIENCE, connection_acquisition_timeout=PATIENCE,
                user_agent="govgraph",
            )  # fmt: skip
        try:
            with self.faults(), self.session() as session:
                session.run("RETURN 1").consume()
        except BaseException:
            self._driver.close()
            raise

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def session(self, **options: Any) -> neo4j.Session:
        """Open a session with its database."""
        return self._driver.session(database=self.address.database, **options)

    def read(
        self, text: str, parameters: Mapping[str, Any], *, limit: int | None = None, timeout: float | None = None
    ) -> Table:
        """Read rows in a transaction that the server lets only read; see `govgraph.store.cypher`."""
        self.check(text, parameters)

        @neo4j.unit_of_work(timeout=timeout)
        def work(transaction: neo4j.ManagedTransaction) -> Table:
            return _take(transaction.run(text, dict(parameters)), limit)

        with self.faults(timeout), self.session(default_access_mode=neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, text: str, parameters: Mapping[str, Any], *, timeout: float | None = None) -> Table:
        """Write, all of it or nothing, and give what the query returns."""

        @neo4j.unit_of_work(timeout=timeout)
        def work(transaction: neo4j.ManagedTransaction) -> Table:
            return _take(transaction.run(text, dict(parameters)), None)

        with self.faults(timeout), self.session() as session:
            return session.execute_write(work)

    def check(self, text: str, parameters: Mapping[str, Any]) -> None:
        """Refuse a query that is no Cypher, that writes, reads files, or uses names which are not known.

        The server is asked to plan it; what it does not know of names it says in its notifications.
        """
        with self.faults(), self.session(default_access_mode=neo4j.READ_ACCESS) as session:
            summary = session.run(f"{_EXPLAIN}{text}", dict(parameters)).consume()
        if summary.query_type not in {"r", None}:
            raise CypherError((0, 0, WRITES))
        operators = {str(plan.get("operatorType", "")).partition("@")[0] for plan in _walk_plan(summary.plan or {})}
        if "LoadCSV" in operators:
            raise CypherError((0, 0, READS_FILES))
        check_names(filter(None, map(_read_notification, summary.gql_status_objects)), self._known)

    @contextmanager
    def faults(self, timeout: float | None = None) -> Iterator[None]:
        """Word what the driver raises as errors of ours."""
        try:
            yield
        except (Neo4jError, DriverError) as err:
            self._raise(err, timeout)

    def _raise(self, err: Exception, timeout: float | None) -> NoReturn:
        where = self.address.uri
        code = getattr(err, "code", "") or ""
        text = str(getattr(err, "message", "") or err).strip()
        if isinstance(err, AuthError):
            raise StoreError(f"{where} refuses the user or password; see NEO4J_USERNAME and NEO4J_PASSWORD") from None
        if "DatabaseNotFound" in code:
            raise StoreError(f"{where} has no database {self.address.database!r}") from None
        if "TransactionTimedOut" in code or "Terminated" in code:
            raise StoreError(word_timeout(timeout)) from None
        if isinstance(err, ServiceUnavailable | SessionExpired | ConfigurationError | OSError):
            raise StoreError(f"{where} cannot be reached: {_shorten(text)}") from None
        if any(words in code for words in ("Statement.AccessMode", "Forbidden", "ReadOnly")):
            raise StoreError(f"{where} refuses: {_shorten(text)}") from None
        if code.startswith("Neo.ClientError.Statement"):
            raise _read_statement(text) from None
        raise StoreError(f"{where}: {_shorten(text)}") from None


def _shorten(text: str) -> str:
    row = text.splitlines()[0] if text else "no reason given"
    return row[:1].lower() + row[1:]


def _read_statement(text: str) -> CypherError:
    """Word what the server says of a query, with the place in it; EXPLAIN was put before its first line."""
    row = text.splitlines()[0]
    place = re.search(r" ?\(line (\d+), column (\d+) \(offset: \d+\)\)", text)
    if place is None:
        return CypherError((0, 0, _shorten(row)))
    line, column = int(place[1]), int(place[2])
    column -= len(_EXPLAIN) if line == 1 else 0
    return CypherError((line, max(1, column), _shorten(row.replace(place[0], ""))))


# status codes of GQL (ISO/IEC 39075) by which a server says that nothing bears a name
_NOTED: dict[str, Sort] = {"01N50": "label", "01N51": "relationship type", "01N52": "property"}


def _read_notification(status: neo4j.GqlStatusObject) -> Used | None:
    """Read which name a notification says is unknown; other notifications are no reason to refuse."""
    sort = _NOTED.get(status.gql_status)
    if sort is None:
        return None
    name = status.status_description.partition("`")[2].rpartition("`")[0]
    place = status.position
    line, column = (place.line, place.column) if place else (1, 1)
    return Used(sort, name, line, max(1, column - (len(_EXPLAIN) if line == 1 else 0)))


def _walk_plan(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _walk_plan(child)


def _take(result: neo4j.Result, limit: int | None) -> Table:
    columns = tuple(result.keys())
    rows: list[list[Any]] = []
    for record in result:
        if limit is not None and len(rows) == limit:
            return Table(columns, rows, cut=True)
        rows.append([read_plain(value, _read_record) for value in record.values()])
    return Table(columns, rows)


def _read_record(value: Any) -> Any:
    if isinstance(value, neo4j.graph.Node):
        return {"labels": sorted(value.labels), "properties": read_plain(dict(value.items()), _read_record)}
    if isinstance(value, neo4j.graph.Relationship):
        ends = {"start": _name_end(value.start_node), "end": _name_end(value.end_node)}
        return {"type": value.type, **ends, "properties": read_plain(dict(value.items()), _read_record)}
    if isinstance(value, neo4j.graph.Path):
        nodes, between = ([*map(_read_record, part)] for part in (value.nodes, value.relationships))
        return {"nodes": nodes, "relationships": between}
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _name_end(node: neo4j.graph.Node | None) -> Any:
    return node.get("id") if node is not None else None
