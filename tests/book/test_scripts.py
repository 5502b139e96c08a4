"""The commands behind the Makefile answer bad circumstances with a plain sentence."""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import install
import pytest
import serve

ROOT = Path(__file__).parents[2]


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path):
    """A folder without .venv, in which making one is quick."""
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(install, "PYTHON", tmp_path / ".venv/bin/python")

    def create(folder, clear, **how):
        if clear:
            shutil.rmtree(folder, ignore_errors=True)
        (folder / "bin").mkdir(parents=True)
        (folder / "bin/python").touch()
        (folder / "lib/python3/site-packages").mkdir(parents=True)
        version = ".".join(map(str, sys.version_info[:3]))
        (folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n")

    monkeypatch.setattr(install.venv, "create", create)
    return tmp_path


def test_old_python(monkeypatch, nothing_installed):
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        install.main("requirements.txt")
    assert not install.VENV.exists()


def test_no_network_leaves_nothing_half_installed(monkeypatch, nothing_installed):
    monkeypatch.setattr(install, "run", lambda *command: "no connection")
    with pytest.raises(SystemExit, match="did not succeed"):
        install.main("requirements.txt")
    assert not install.VENV.exists()


def test_falls_back_to_pip(monkeypatch, nothing_installed):
    said = []
    monkeypatch.setattr(
        install, "run", lambda *command: said.append(command) or ("broken" if install.UV in command else "")
    )
    install.main("requirements.txt")
    assert said[-1][-2:] == ("-r", install.VENV / "pins.txt")
    assert "uv" not in said[-1]


def test_installs_once_for_the_same_requirements(monkeypatch, nothing_installed):
    said = []
    monkeypatch.setattr(install, "run", lambda *command: said.append(command) or "")
    install.main("requirements.txt")
    before = len(said)
    install.main("requirements.txt")
    assert len(said) == before > 0
    (install.VENV / ".installed-requirements.txt").write_text("of another time")
    install.main("requirements.txt")
    assert len(said) > before


def test_pins_of_both_files_are_installed_together(monkeypatch, nothing_installed):
    monkeypatch.setattr(install, "run", lambda *command: "")
    install.main("requirements-dev.txt")
    pins = (install.VENV / "pins.txt").read_text().splitlines()
    assert {"numpy", "pytest"} <= {pin.partition("==")[0] for pin in pins}
    assert [pin for pin in pins if pin.startswith("-")] == []


def test_the_project_is_found_by_a_way_without_the_folders_name(monkeypatch, nothing_installed):
    """Python reads this file in the encoding of the locale, whatever that is by then."""
    monkeypatch.setattr(install, "run", lambda *command: "")
    project = nothing_installed / "Üb ung"
    monkeypatch.setattr(install, "VENV", project / ".venv")
    monkeypatch.setattr(install, "PYTHON", project / ".venv/bin/python")
    (project / "src").mkdir(parents=True)
    for name in ("requirements.txt", "pyproject.toml", "scripts"):
        (project / name).symlink_to(ROOT / name)
    monkeypatch.setattr(install, "ROOT", project)
    install.main("requirements.txt")
    (file,) = install.VENV.rglob("*.pth")
    assert (file.parent / file.read_text("ascii").strip()).resolve() == project / "src"


@pytest.mark.parametrize(("which", "made_anew"), [("own", True), ("", False)], ids=["named", "not named"])
def test_the_environment_of_another_python(monkeypatch, capsys, nothing_installed, which, made_anew):
    """Whoever names a Python gets it; whoever names none keeps what there is, also where python3 is an old one."""
    monkeypatch.setattr(install, "run", lambda *command: "")
    monkeypatch.setattr(sys, "version_info", (3, 13, 0))
    install.main("requirements.txt", "own")
    monkeypatch.setattr(sys, "version_info", (3, 12, 1) if which else (3, 10, 2))
    install.main("requirements.txt", which)
    assert ("made with Python 3.13.0, and 3.12.1 is wanted" in capsys.readouterr().out) == made_anew
    assert install.version_of(install.VENV) == ("3.12.1" if made_anew else "3.13.0")


def test_make_tells_a_named_python_from_none():
    def would_run(*named):
        command = ["make", "--dry-run", "install", *named]
        # What the make that runs the tests hands on would be said here too.
        handed_on = {"PYTHON", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"}
        left = {name: value for name, value in os.environ.items() if name not in handed_on}
        return subprocess.run(command, cwd=ROOT, env=left, capture_output=True, text=True, check=True).stdout

    assert would_run().split() == ["python3", "scripts/install.py", "requirements.txt"]
    assert would_run("PYTHON=python3.13").split() == [
        "python3.13",
        "scripts/install.py",
        "requirements.txt",
        "own",
    ]


def test_uv_is_pinned_where_it_can_be_seen():
    assert install.UV.startswith("uv==")


@pytest.mark.parametrize(
    ("port", "sentence"), [("taken", "is taken"), ("70000", "is not a port")], ids=["taken", "no port"]
)
def test_port(monkeypatch, capsys, tmp_path, port, sentence):
    monkeypatch.setattr(serve, "HTML", tmp_path)
    (tmp_path / "index.html").touch()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1]) if port == "taken" else port
        monkeypatch.setattr(sys, "argv", ["serve.py", "--port", port])
        with pytest.raises(SystemExit, match=sentence) as stopped:
            serve.main()
    assert "make serve PORT=" in str(stopped.value)


def test_nothing_built_yet(monkeypatch, tmp_path):
    monkeypatch.setattr(serve, "HTML", tmp_path)
    monkeypatch.setattr(sys, "argv", ["serve.py"])
    with pytest.raises(SystemExit, match="make book"):
        serve.main()


@pytest.fixture
def ask(monkeypatch, tmp_path):
    """Serve a folder with a page, a picture and frames; return what asks it for a path."""
    monkeypatch.setattr(serve, "HTML", tmp_path)
    (tmp_path / "index.html").write_text("<p>word</p>" * 1000)
    (tmp_path / "frames.js").write_text("livefigureFrames()" * 1000)
    (tmp_path / "photo.png").write_bytes(bytes(10_000))
    with serve.server(0) as served:
        monkeypatch.setattr(serve, "HTML", tmp_path / "another")  # two books may be served at once
        thread = threading.Thread(target=served.serve_forever)
        thread.start()

        def asked(path: str, method: str = "GET", **headers: str):
            connection = http.client.HTTPConnection("127.0.0.1", served.server_port)
            connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            answer.body = answer.read()
            connection.close()
            return answer

        yield asked
        served.shutdown()
        thread.join()
        copies = Path(served.copies.name)
    assert not copies.exists()


@pytest.mark.parametrize("path", ["/index.html", "/", "/frames.js?v=1"])
def test_texts_are_sent_compressed_to_who_takes_that(ask, path):
    plain = ask(path)
    assert "Content-Encoding" not in plain.headers
    packed = ask(path, Accept_Encoding="br, gzip;q=0.8")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 20
    assert gzip.decompress(packed.body) == plain.body
    for name in ("Content-Type", "Last-Modified"):
        assert packed.headers[name] == plain.headers[name]
    head = ask(path, "HEAD", Accept_Encoding="gzip")
    assert head.body == b""
    for answer in (plain, packed):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert int(answer.headers["Content-Length"]) == len(answer.body)
    for name in ("Content-Length", "Content-Encoding"):
        assert head.headers[name] == packed.headers[name]


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "gzip; q=0.0, br", "x-gzipped"])
def test_who_does_not_take_gzip_gets_none(ask, accepted):
    answer = ask("/frames.js", Accept_Encoding=accepted)
    assert "Content-Encoding" not in answer.headers
    assert answer.body == b"livefigureFrames()" * 1000


def test_a_picture_a_range_and_a_missing_page_are_answered_as_ever(ask):
    assert ask("/photo.png", Accept_Encoding="gzip").body == bytes(10_000)
    part = ask("/photo.png", Range="bytes=0-9")  # this server sends the whole, as it may
    assert (part.status, len(part.body)) == (200, 10_000)
    for missing in ("/nothing.html", "/frames.js/"):
        answer = ask(missing, Accept_Encoding="gzip")
        assert answer.status == 404
        assert "Content-Encoding" not in answer.headers


def test_a_file_is_sent_again_when_and_only_when_it_has_changed(ask, tmp_path):
    first = ask("/frames.js", Accept_Encoding="gzip")
    known = {"Accept_Encoding": "gzip", "If_Modified_Since": first.headers["Last-Modified"]}
    same = ask("/frames.js", **known)
    assert (same.status, same.body) == (304, b"")
    assert "Content-Encoding" not in same.headers
    file = tmp_path / "frames.js"
    later = file.stat().st_mtime + 2
    file.write_text("changed")
    os.utime(file, (later, later))
    new = ask("/frames.js", **known)
    assert (new.status, gzip.decompress(new.body)) == (200, b"changed")


@pytest.fixture
def small_book(tmp_path):
    """Write a book of one page (and the page on running it) with this shell; return what builds it."""

    def build(text: str, address: str = "/OWNER/") -> tuple[subprocess.CompletedProcess, Path]:
        for name in ("scripts", "book"):
            shutil.copytree(ROOT / name, tmp_path / name, dirs_exist_ok=True)
        (tmp_path / "book/running.md").write_text(
            "# Run it\n"
        )  # the templates link to it; its links lead elsewhere
        config = re.sub(r".*livefigure.*\n", "", (ROOT / "_config.yml").read_text())
        (tmp_path / "_config.yml").write_text(config.replace("/OWNER/", address))
        (tmp_path / "_toc.yml").write_text(
            "format: jb-book\nroot: book/small\nchapters: [{file: book/running}, {file: book/reference/references}]"
        )
        (tmp_path / "book/small.md").write_text(text)
        command = [sys.executable, str(tmp_path / "scripts/build.py")]
        return subprocess.run(
            command, capture_output=True, text=True
        ), tmp_path / "_build/html/book/small.html"

    return build


@pytest.mark.browser
def test_a_warning_stops_the_build_every_time(small_book):
    """Sphinx would remember a page read with a warning and pass the second time."""
    for _ in range(2):
        done, _page = small_book("# Broken\n\n[nowhere](no-such-page.md) $\\nosuchthing$\n")
        assert done.returncode == 1
        assert "warnings count as errors" in done.stderr
        assert "no-such-page" in done.stdout
        assert "nosuchthing" in done.stdout


@pytest.mark.browser
def test_a_cell_that_fails_is_shown_with_its_error(small_book):
    head = "---\njupytext:\n  text_representation: {extension: .md, format_name: myst}\nkernelspec: {name: python3}\n---\n"
    done, _page = small_book(f"{head}# Small\n\n```{{code-cell}} python\nprint(10 / (5 - 5))\n```\n")
    assert done.returncode == 1
    assert "book/small.md" in done.stdout
    assert "print(10 / (5 - 5))" in done.stdout
    assert "ZeroDivisionError: division by zero" in done.stdout


@pytest.mark.browser
def test_binder_is_offered_once_the_repository_has_an_address(small_book):
    text = "---\nnotebook: notebooks/lab.ipynb\n---\n# Small\n\n{cite:t}`ricardo1817`\n"
    done, page = small_book(text)
    assert done.returncode == 0, done.stdout
    assert "notebooks/lab.ipynb" in page.read_text()
    assert "mybinder" not in page.read_text()
    done, page = small_book(text, "/someone/")
    assert done.returncode == 0, done.stdout
    binder = "https://mybinder.org/v2/gh/someone/integration-ladder/main?urlpath=lab/tree/notebooks/lab.ipynb"
    assert binder in page.read_text()
