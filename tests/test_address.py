"""Where a store is, and who asks: addresses, and a password that is never shown."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from govgraph.errors import StoreError, UsageError
from govgraph.store.address import Account, Address, read_account, read_address

SERVER = Address("bolt://host:7687")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (None, Address()),
        ("file:kept", Address(folder=Path("kept"))),
        ("file:///srv/kept", Address(folder=Path("/srv/kept"))),
        ("bolt://host", SERVER),
        ("bolt+s://host:1/kommuner", Address("bolt+s://host:1", "kommuner")),
        ("neo4j+ssc://[::1]:7687", Address("neo4j+ssc://[::1]:7687")),
    ],
)
def test_an_address_is_read(text: str | None, address: Address) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("file:", "names no folder"),
        ("blot://host", "did you mean 'bolt' or"),
        ("host:7687", "no store 'host:7687'; file:DIR, bolt://HOST:PORT or neo4j://HOST:PORT"),
        ("bolt://host:port", "store 'bolt://host:port': "),
        ("bolt://host:99999", "store 'bolt://host:99999': "),
        ("bolt://me:secret@host", "holds a user or password; give them as NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("blot://me:secret@host", "no store 'blot://…@host'"),
        ("bolt://host/a/b", "with /DATABASE behind it"),
        ("bolt://host?x=1", "with /DATABASE behind it"),
    ],
)
def test_what_is_no_address_is_refused(text: str, fault: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_address(text)
    assert fault in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_a_password_comes_from_the_environment_or_a_file(nobody: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "word").write_text("pass wörd \n", encoding="utf-8")
    nobody.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "word"))
    assert read_account(SERVER) == Account("neo4j", "pass wörd ")
    nobody.setenv("NEO4J_USERNAME", "reader")
    nobody.setenv("NEO4J_PASSWORD", "first")
    assert read_account(SERVER) == Account("reader", "first")
    assert "first" not in repr(read_account(SERVER))


def test_at_a_terminal_a_password_is_asked_and_not_echoed(nobody: pytest.MonkeyPatch) -> None:
    asked = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return "typed"

    nobody.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    nobody.setattr("getpass.getpass", answer)
    assert read_account(SERVER) == Account("neo4j", "typed")
    assert asked == ["password of neo4j at bolt://host:7687: "]


def test_without_a_password_it_is_said_how_to_give_one(nobody: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nobody.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(StoreError, match="no password for neo4j at bolt://host:7687; set NEO4J_PASSWORD, or"):
        read_account(SERVER)
    nobody.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(StoreError, match=r"NEO4J_PASSWORD_FILE .* cannot be read"):
        read_account(SERVER)
