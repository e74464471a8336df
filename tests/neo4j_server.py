"""A real Neo4j Community for the tests, started by themselves: fetched once, kept outside the repository."""

from __future__ import annotations

import atexit
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import NoReturn

import neo4j
import pytest
from neo4j.exceptions import DriverError, Neo4jError

__all__ = ["GIVEN", "AtHand", "Neo4jServer", "find_jars", "start_server"]

VERSION = "5.26.30"
FEWEST = 200  # jars of a whole set
GIVEN = {key: os.environ.get(key) for key in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD")}
REQUIRED = bool(os.environ.get("GOVGRAPH_REQUIRE_STORES"))
POM = f"""<project>
  <modelVersion>4.0.0</modelVersion><groupId>govgraph</groupId><artifactId>neo4j-for-tests</artifactId>
  <version>1</version>
  <dependencies><dependency>
    <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version><scope>runtime</scope>
  </dependency></dependencies>
</project>
"""
OPENED = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch", "java.lang")]
# the tests hold the other end of its input: closed without a word, they were killed, and the server ends with them
WATCH = 'read -r word || { kill -s KILL -- "-$1"; sleep 1; rm -rf -- "$2"; }'


class MissingError(Exception):
    """What a server needs is not there; the words say what, and how to get it."""


def find_jars() -> Path:
    """Find the jars of Neo4j Community, fetching them the first time (123 MB).

    They lie where `GOVGRAPH_NEO4J_JARS` says, or in the user's cache; raises MissingError.
    """
    java = _read_java_version()
    if java is None or java < 17:
        raise MissingError(f"Java 17 or newer is missing (found: {java}); on Debian: apt-get install openjdk-17-jre")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    jars = Path(os.environ.get("GOVGRAPH_NEO4J_JARS") or cache / "govgraph" / f"neo4j-{VERSION}")
    if len(list(jars.glob("*.jar"))) >= FEWEST:
        return jars
    if shutil.which("mvn") is None:
        raise MissingError(f"no Neo4j in {jars}, and no mvn to fetch it; on Debian: apt-get install maven")
    try:
        _fetch_jars(jars)
    except OSError as err:
        if len(list(jars.glob("*.jar"))) < FEWEST:  # else another process was first
            advice = "remove it, or name another folder in GOVGRAPH_NEO4J_JARS"
            raise MissingError(f"no whole Neo4j in {jars}, and none can be put there: {err}; {advice}") from err
    return jars


def _fetch_jars(jars: Path) -> None:
    jars.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=jars.parent) as folder:
        (Path(folder) / "pom.xml").write_text(POM, encoding="utf-8")
        command = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=lib"]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise MissingError(f"mvn could not fetch Neo4j {VERSION}: {ran.stdout[-500:]}")
        (Path(folder) / "lib").rename(jars)


def _read_java_version() -> int | None:
    if shutil.which("java") is None:
        return None
    ran = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', ran.stderr)
    return int(found[1]) if found else None


def find_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Neo4jServer:
    """A server of its own in a temporary folder, on the loopback only, with a password that nobody knows."""

    username = "neo4j"

    def __init__(self, *, heap: str = "512m") -> None:
        self.jars = find_jars()
        self.heap = heap
        self.home = Path(tempfile.mkdtemp(prefix="govgraph-neo4j-"))
        self.password = f"n{secrets.token_urlsafe(12)}"  # neo4j-admin takes a first hyphen for an option
        self.process: subprocess.Popen[bytes] | None = None
        self.watch: subprocess.Popen[bytes] | None = None
        port = find_port()
        self.uri = f"bolt://127.0.0.1:{port}"
        for name in ("conf", "data", "logs", "import", "run"):
            (self.home / name).mkdir()
        rows = {
            "server.default_listen_address": "127.0.0.1",
            "server.default_advertised_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{port}",
            "server.bolt.advertised_address": f"127.0.0.1:{port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": "128m",
        }
        text = "".join(f"{key}={value}\n" for key, value in rows.items())
        (self.home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")
        atexit.register(self.remove)
        self.admin("dbms", "set-initial-password", self.password).check_returncode()

    def __enter__(self) -> Neo4jServer:
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.remove()

    def admin(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run neo4j-admin; for most of it the server has to be stopped."""
        command = self._command("org.neo4j.cli.AdminTool", *words)
        env = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False, cwd=folder or self.home)

    def _command(self, main: str, *words: str) -> list[str]:
        return ["java", f"-Xmx{self.heap}", "-XX:+UseSerialGC", *OPENED, "-cp", f"{self.jars}/*", main, *words]

    def start(self) -> None:
        """Start it, and wait until it answers."""
        words = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        with (self.home / "out.txt").open("wb") as out:
            self.process = subprocess.Popen(
                self._command("org.neo4j.server.CommunityEntryPoint", *words),
                stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.watch = subprocess.Popen(
            ["sh", "-c", WATCH, "watch", str(self.process.pid), str(self.home)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            self._wait_for_answer(self.process)
        except BaseException:
            self.kill()
            raise

    def _wait_for_answer(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if process.poll() is not None:
                raise RuntimeError(f"Neo4j ended: {(self.home / 'out.txt').read_text(errors='replace')[-2000:]}")
            if self._answers():
                return
            time.sleep(0.3)
        raise RuntimeError("Neo4j did not answer within two minutes")

    def _answers(self) -> bool:
        try:
            with neo4j.GraphDatabase.driver(self.uri, auth=(self.username, self.password)) as driver:
                driver.verify_connectivity()
                driver.execute_query("RETURN 1")
        except (DriverError, Neo4jError):
            return False
        return True

    def stop(self) -> None:
        """Stop it as an administrator would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(60)
        self.process = None
        if self.watch is not None:
            self.watch.communicate(b"ended\n")
        self.watch = None

    def remove(self) -> None:
        """End it and remove its folder."""
        self._end(signal.SIGKILL)
        shutil.rmtree(self.home, ignore_errors=True)


class AtHand:
    """A server that `NEO4J_URI` names: tests touch only what they wrote."""

    def __init__(self) -> None:
        self.uri = str(GIVEN["NEO4J_URI"])
        self.username = GIVEN["NEO4J_USERNAME"] or "neo4j"
        self.password = GIVEN["NEO4J_PASSWORD"] or ""

    def admin(self, *_: str, folder: Path | None = None) -> NoReturn:  # noqa: ARG002
        """Skip: its files are not the tests'."""
        pytest.skip("needs a server of the tests' own, to run neo4j-admin on; NEO4J_URI names another")

    def kill(self) -> NoReturn:
        """Skip: others may use it."""
        pytest.skip("needs a server of the tests' own, to kill; NEO4J_URI names another")


def start_server() -> Neo4jServer:
    """Start a server of the tests' own; skip, or fail where stores are required, and say what is missing."""
    try:
        server = Neo4jServer()
    except MissingError as err:
        (pytest.fail if REQUIRED else pytest.skip)(str(err))
        raise
    server.start()
    return server
