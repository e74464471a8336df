"""What is given as `--store`, and what opens the server behind it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from govgraph.errors import StoreError, UsageError, name_nearest

__all__ = ["Account", "Address", "read_account", "read_address"]

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True)
class Address:
    """Where a store is: a server's `uri` and database, or the `folder` of an embedded one; neither, then for once."""

    uri: str | None = None
    database: str | None = None
    folder: Path | None = None


@dataclass(frozen=True)
class Account:
    """Who asks; the password never shows."""

    username: str
    password: str = field(repr=False)


def read_address(text: str | None) -> Address:
    """Read the address of a store.

    Parameters
    ----------
    text
        `file:DIR` for an embedded database that is kept; `bolt://HOST:PORT`, `neo4j://…`, each also as `+s` and `+ssc`,
        for a server, with `/DATABASE` behind it for another than its default. None: embedded, and gone afterwards.

    Raises
    ------
    UsageError
        No such address, or one that holds a user or password: these come from the environment.
    """
    if text is None:
        return Address()
    scheme, found, rest = text.partition(":")
    if scheme == "file" and found:
        if not rest:
            raise UsageError(f"store {text!r} names no folder; write file:DIR")
        return Address(folder=Path(rest.removeprefix("//")))
    if scheme not in _SCHEMES or not rest.startswith("//"):
        offered = name_nearest(scheme, _SCHEMES) if found else ""
        raise UsageError(f"no store {_hide(text)!r}; file:DIR, bolt://HOST:PORT or neo4j://HOST:PORT{offered}")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as err:
        raise UsageError(f"store {_hide(text)!r}: {err}") from None
    if "@" in parts.netloc:
        raise UsageError(
            f"store {_hide(text)!r} holds a user or password; give them as NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    database = parts.path.strip("/")
    if not parts.hostname or "/" in database or parts.query or parts.fragment:
        raise UsageError(f"store {text!r} is no {scheme}://HOST:PORT, or that with /DATABASE behind it")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Address(f"{scheme}://{host}:{port or 7687}", database or None)


def _hide(text: str) -> str:
    head, found, rest = text.rpartition("@")
    return f"{head.partition('//')[0]}//…@{rest}" if found else text


def read_account(address: Address) -> Account:
    """Read who asks: `NEO4J_USERNAME` (default neo4j), and `NEO4J_PASSWORD`, the file that `NEO4J_PASSWORD_FILE` names,
    or an answer at the terminal; never an argument, which others on the machine can see.

    Raises
    ------
    StoreError
        There is no password, or its file cannot be read.
    """  # noqa: D205  (one sentence)
    username = os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = os.environ.get("NEO4J_PASSWORD")
    file = os.environ.get("NEO4J_PASSWORD_FILE")
    if password is None and file:
        try:
            password = Path(file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as err:
            raise StoreError(f"NEO4J_PASSWORD_FILE {file!r} cannot be read: {err}") from None
    if password is None and sys.stdin is not None and sys.stdin.isatty():
        from getpass import getpass

        password = getpass(f"password of {username} at {address.uri}: ")
    if not password:
        raise StoreError(
            f"no password for {username} at {address.uri}; set NEO4J_PASSWORD, or NEO4J_PASSWORD_FILE to a file with it"
        )
    return Account(username, password)
