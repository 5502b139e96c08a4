"""Serve the built book on this computer only, and say where."""

import argparse
import contextlib
import errno
import functools
import http.server
import sys
from pathlib import Path
from typing import Any

HTML = Path(__file__).resolve().parent.parent / "_build/html"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files as they are now: no browser shall show yesterday's build."""

    def end_headers(self) -> None:
        """Let the browser keep a file, but ask whether it is still the same."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file; a reader who leaves in the middle is no error."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal quiet."""


def server(port: int) -> http.server.ThreadingHTTPServer:
    """Return a server of the book on this port (0 chooses a free one)."""
    return http.server.ThreadingHTTPServer(
        ("127.0.0.1", port), functools.partial(Handler, directory=str(HTML))
    )


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
