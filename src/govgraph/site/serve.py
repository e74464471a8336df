"""A folder of pages, shown on this machine and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from govgraph.errors import UsageError

__all__ = ["serve_site"]


class _Handler(SimpleHTTPRequestHandler):
    """Gives files, lists no folders, and gives the site's own page for what is not there."""

    def guess_type(self, path: Any) -> str:
        found = super().guess_type(path)
        return f"{found}; charset=utf-8" if found.startswith("text/") else found

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def list_directory(self, path: Any) -> None:  # noqa: ARG002
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the name is that of the base class)
        """Say nothing of what went well."""


def serve_site(folder: Path, *, port: int = 0, tell: Callable[[str], None] = lambda _: None) -> None:
    """Show a folder at an address of this machine, until it is interrupted.

    Parameters
    ----------
    port
        0: one that is free.
    tell
        Is told the address.

    Raises
    ------
    UsageError
        The folder is not there, or the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise UsageError(f"no site in {str(folder)!r}; `govgraph site -o DIR` builds one")
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
    except OSError as err:
        raise UsageError(f"cannot listen on port {port}: {err.strerror}; give --port another, or none") from err
    with server:
        tell(f"http://127.0.0.1:{server.server_port}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
