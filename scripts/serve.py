"""Serve the built book on this computer only, and say where."""

import argparse
import contextlib
import errno
import functools
import gzip
import http.server
import os
import re
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

HTML = Path(__file__).resolve().parent.parent / "_build/html"
TEXTS = {".html", ".css", ".js", ".json", ".svg"}


def takes_gzip(accepted: str) -> bool:
    """Tell whether a browser that sends this as Accept-Encoding takes gzip."""
    return any(
        re.fullmatch(r"\s*gzip\s*(;\s*q=(1(\.0*)?|0\.\d*[1-9]\d*)\s*)?", kind, re.IGNORECASE)
        for kind in accepted.split(",")
    )


class Server(http.server.ThreadingHTTPServer):
    """The book on a port of this computer. Each text is compressed once, when a browser first asks for it."""

    def __init__(self, port: int) -> None:
        self.folder = HTML
        super().__init__(("127.0.0.1", port), functools.partial(Handler, directory=str(HTML)))
        self.copies = tempfile.TemporaryDirectory(prefix="book-")

    def server_close(self) -> None:
        """Leave nothing behind."""
        super().server_close()
        if hasattr(self, "copies"):  # not where the port was taken
            self.copies.cleanup()

    def compressed(self, file: Path) -> Path:
        """Return a compressed copy of a file as it is now, with its time, so that it is as new to a browser as the file."""
        copy = Path(self.copies.name, file.relative_to(self.folder))
        time = file.stat().st_mtime_ns
        if not copy.exists() or copy.stat().st_mtime_ns != time:
            copy.parent.mkdir(parents=True, exist_ok=True)
            unfinished = copy.with_name(f"{copy.name}.{threading.get_ident()}")
            unfinished.write_bytes(gzip.compress(file.read_bytes()))
            os.utime(unfinished, ns=(time, time))
            unfinished.replace(copy)
        return copy


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files as they are now: no browser shall show yesterday's build. Texts are compressed for who takes that."""

    server: Server
    packed = False

    def translate_path(self, path: str) -> str:
        """Return the file that is to be sent: a compressed copy where that serves."""
        found = super().translate_path(path)
        file = Path(found, "index.html") if found.endswith("/") else Path(found)
        self.packed = (
            file.suffix in TEXTS and file.is_file() and takes_gzip(self.headers.get("Accept-Encoding", ""))
        )
        return str(self.server.compressed(file)) if self.packed else found

    def send_response(self, code: int, message: str | None = None) -> None:
        """Begin an answer, and say where what follows is compressed."""
        super().send_response(code, message)
        if self.packed and code == http.HTTPStatus.OK:
            self.send_header("Content-Encoding", "gzip")

    def end_headers(self) -> None:
        """Let the browser keep a file, but ask whether it is still the same."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Vary", "Accept-Encoding")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file; a reader who leaves in the middle is no error."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal quiet."""


def server(port: int) -> Server:
    """Return a server of the book on this port (0 chooses a free one)."""
    return Server(port)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    if not (HTML / "index.html").exists():
        sys.exit("There is no built book yet: make book")
    try:
        served = server(port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sys.exit(
            f"Port {port} is taken, perhaps by an earlier “make serve”. Choose another: make serve PORT={port + 1}"
        )
    except OverflowError:
        sys.exit(f"{port} is not a port: choose a number from 1 to 65535, as in make serve PORT=8001")
    with served:
        print(f"The book is at http://localhost:{port}/ (Ctrl+C stops it)", flush=True)
        try:
            served.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
