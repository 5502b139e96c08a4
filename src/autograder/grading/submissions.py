"""Finds what a class handed in, in a folder, a zip or a download of Canvas or Moodle, and never unpacks or trusts it.

File names, zips and what lies in them come from students. No link is followed, nothing is written, sizes are measured
and not believed, and whatever is wrong with one submission becomes that one's `problem`.

How the platforms name what a teacher downloads was read in their sources:

- Canvas (lib/content_zipper.rb and app/models/attachment.rb of github.com/instructure/canvas-lms):
  `NAME[_LATE]_USER_FILE_ORIGINAL`, NAME being letters, digits and underscores only, `anon_XXXXX` in place of name and
  user for anonymous marking, and `NAME[_LATE]_USER_text.html` or `_link.html` for what is no file. A second file of
  the same name becomes `ORIGINAL-1`, the eighth has a random UUID instead; FILE grows with every upload.
- Moodle (mod/assign/classes/downloader.php of github.com/moodle/moodle; older versions: mod/assign/locallib.php):
  `NAME_PARTICIPANT_assignsubmission_TYPE/…`, in older versions with one more underscore before the slash, or
  `NAME_PARTICIPANT_assignsubmission_TYPE_ORIGINAL` without folders. NAME holds no underscore; a team without a group
  has no number.
"""

import errno
import heapq
import io
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from . import notebook
from .notebook import EMPTY, LARGEST, TOO_LARGE, Unreadable

LARGEST_ZIP = 50_000_000
"""Bytes of a zip that a student handed in."""
MEMBERS = 100_000
"""Files in all."""
FILES = 1_000
"""Files of one student that are looked at."""
RIVALS = 5
"""Notebooks of one student that are graded."""
DEPTH = 12
"""Folders within folders."""

LINK = "This is a symbolic link, which is not followed."
SPECIAL = "This is not an ordinary file."
OUTSIDE = "Its name in the zip leads outside of the folder, so it was not read."
LOCKED = "The zip is locked with a password."
BROKEN_ZIP = "The zip is damaged or was not uploaded whole."
UNKNOWN_PACKING = "The zip is packed in an unusual way; pack it again with what Windows or macOS offers."

_JUNK = re.compile(
    r"\..*|__MACOSX|Thumbs\.db|desktop\.ini|~\$.*|.*~|#.*#|.*\.(?:bak|swp)|__pycache__", re.I | re.S
)
_MOODLE = re.compile(r"([^_]+)(?:_(\d+))?_assignsubmission_([a-z0-9]+)(?:_(.*))?", re.DOTALL)
_CANVAS = re.compile(r"(.+?)(_LATE)?_([1-9]\d*)_(?:([1-9]\d*)_(.+)|(text|link)\.html)", re.I | re.S)
_CANVAS_ANONYMOUS = re.compile(
    r"(LATE_)?(anon_[A-Za-z0-9]+)_(?:([1-9]\d*)_(.+)|(text|link)\.html)", re.DOTALL
)
_CANVAS_AGAIN = re.compile(r"(.+)-(?:\d{1,3}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.DOTALL)
_COPY = re.compile(r"(.+?)(?: \(\d{1,3}\)|(?: -)? copy(?: \d{1,3})?| - 副本)", re.I | re.S)
_LOCAL_HEADER = struct.Struct("<4s22x2H")


class SubmissionsError(Exception):
    """There is nothing to grade at all; the message says why, in one plain sentence."""


@dataclass(frozen=True)
class _Member:
    """Where a zip says that a member lies. Nothing of it is believed until it is read."""

    offset: int
    packed: int
    checksum: int
    method: int


@dataclass(frozen=True)
class _Place:
    """Where bytes lie: in a file, or in a zip, or in a zip that lies in a zip."""

    path: str
    members: tuple[_Member, ...] = ()

    def read(self, largest: int) -> bytes:
        """Read the bytes, of which there may be `largest`.

        Raises:
            Unreadable: Always with a sentence for the student.
        """
        try:
            with _open(self.path) as file:
                if not self.members:
                    return _bounded(file.read(largest + 1), largest)
                data = _unpack(file, self.members[0], largest if len(self.members) == 1 else LARGEST_ZIP)
        except OSError as error:
            raise Unreadable(f"The file cannot be read ({error.strerror}).") from error
        for member in self.members[1:]:
            data = _unpack(io.BytesIO(data), member, largest)
        return data


@dataclass(frozen=True)
class Submission:
    """What one student handed in, small enough to keep thousands of: the bytes stay where they are."""

    student: str
    """As the file, folder or platform says; unique in a run."""
    name: str
    """The student's name where the layout tells it, else the same as `student`."""
    identifier: str
    """The number of the user (Canvas) or participant (Moodle), or ""."""
    layout: str
    """folder, canvas or moodle."""
    file: str
    """Where it was found within SUBMISSIONS, for people to read."""
    problem: str = ""
    """Why there is nothing to grade, in one plain sentence, or ""."""
    notes: tuple[str, ...] = ()
    """What student and teacher should know of how it was found, one sentence each."""
    rivals: tuple["Submission", ...] = ()
    """Others that the same student handed in, where nothing says which one counts: the best does."""
    place: _Place | None = field(default=None, repr=False)

    def read(self) -> bytes:
        """Return the bytes of the notebook.

        Raises:
            Unreadable: There is a `problem`, or the file cannot be read, or it is larger than `LARGEST`.
        """
        if self.problem or self.place is None:
            raise Unreadable(self.problem)
        return self.place.read(LARGEST)


def find(path: Path, set_id: str) -> list[Submission]:
    """Find all submissions to a set, sorted by student.

    Args:
        path: A folder or a zip.
        set_id: The set; where a student handed in several notebooks, those of this set count.

    Raises:
        SubmissionsError: The path does not exist, is neither folder nor zip, or holds nothing.
    """
    try:
        # The teacher may name the folder by a link; what lies in it may not be one.
        root = path.resolve(strict=True)
        found = _in_folder(root, set_id) if root.is_dir() else _in_zip(root, set_id)
    except FileNotFoundError:
        raise SubmissionsError(f"{path} does not exist.") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead to each other
        raise SubmissionsError(f"{path} cannot be opened: {error}.") from error
    # The checks of the set lie beside the notebooks of those who copied them there; they are nobody's.
    entries = [entry for entry in found if len(entry.parts) > 1 or not _is_checks(entry.parts[0])]
    if not entries:
        raise SubmissionsError(f"{path} holds no submissions.")
    return _submissions(entries, set_id)


# --- What lies there ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Entry:
    """A file, or a folder, in SUBMISSIONS."""

    parts: tuple[str, ...]
    """Its path, beginning with what tells the student."""
    shown: str
    """Its path, for people."""
    place: _Place
    size: int = 0
    folder: bool = False
    problem: str = ""


def _in_folder(root: Path, set_id: str) -> list[_Entry]:
    folder, before = str(root), ""
    for _ in range(3):
        top = _listed(folder, MEMBERS)
        if len(top) > MEMBERS:
            raise SubmissionsError(f"{folder} holds more than {MEMBERS:,} files.")
        if len(top) != 1 or not top[0].is_dir(follow_symlinks=False):
            break
        inside = {
            _readable(item.name): item.is_dir(follow_symlinks=False) for item in _listed(top[0].path, FILES)
        }
        if not _is_class(_readable(top[0].name), inside, root.name, set_id):
            break
        folder, before = top[0].path, f"{before}{_readable(top[0].name)}/"
    entries = []
    for item in top:
        entry = _look(item, (), before)
        entries += _below(entry) if entry.folder else [entry]
    return entries


def _listed(folder: str, most: int) -> list[os.DirEntry[str]]:
    """Return the first names in a folder, one more than `most` if there are more."""
    with os.scandir(folder) as items:
        return heapq.nsmallest(most + 1, (i for i in items if not _JUNK.fullmatch(i.name)), lambda i: i.name)


def _look(item: os.DirEntry[str], above: tuple[str, ...], before: str) -> _Entry:
    parts = (*above, _readable(item.name))
    entry = _Entry(parts, before + "/".join(parts), _Place(item.path))
    try:
        if item.is_symlink():
            return replace(entry, problem=LINK)
        if item.is_dir(follow_symlinks=False):
            return replace(entry, folder=True)
        if not item.is_file(follow_symlinks=False):
            return replace(entry, problem=SPECIAL)
        return replace(entry, size=item.stat(follow_symlinks=False).st_size)
    except OSError as error:
        return replace(entry, problem=f"The file cannot be read ({error.strerror}).")


def _below(top: _Entry) -> list[_Entry]:
    """Return a student's folder and what lies in it, nearest first, at most one more than `FILES`."""
    entries, waiting = [top], deque([top])
    before = top.shown.removesuffix(top.parts[0])
    while waiting and len(entries) <= FILES:
        folder = waiting.popleft()
        try:
            items = _listed(folder.place.path, FILES - len(entries))
        except OSError as error:
            entries.append(
                replace(folder, folder=False, problem=f"The folder cannot be opened ({error.strerror}).")
            )
            continue
        for item in items:
            entry = _look(item, folder.parts, before)
            entries.append(entry)
            if entry.folder and len(entry.parts) < DEPTH:
                waiting.append(entry)
    return entries


def _in_zip(path: Path, set_id: str) -> list[_Entry]:
    if not path.is_file():
        raise SubmissionsError(f"{path} is neither a folder nor a zip.")
    try:
        with path.open("rb") as file:
            members = _members(file)
    except Unreadable as error:
        if path.suffix.casefold() != ".zip":
            raise SubmissionsError(
                f"{path} is neither a folder nor a zip: name the folder it lies in."
            ) from None
        raise SubmissionsError(f"{path} cannot be read: {error}") from error
    if len(members) > MEMBERS:
        raise SubmissionsError(f"{path} holds more than {MEMBERS:,} files.")
    entries = [
        replace(entry, shown=f"{path.name}/{entry.shown}", place=_Place(str(path), (member,)))
        for entry, member in members
    ]
    for _ in range(3):
        inside: dict[str, bool] = {}
        for entry in entries:
            if len(entry.parts) > 1:
                inside[entry.parts[1]] = (
                    inside.get(entry.parts[1], False) or entry.folder or len(entry.parts) > 2
                )
        heads = {entry.parts[0] for entry in entries if entry.problem != OUTSIDE}
        alone = all(entry.folder or len(entry.parts) > 1 for entry in entries if entry.problem != OUTSIDE)
        if len(heads) != 1 or not alone or not _is_class(*heads, inside, path.stem, set_id):
            break
        entries = [e if e.problem == OUTSIDE else replace(e, parts=e.parts[1:]) for e in entries]
        entries = [entry for entry in entries if entry.parts]
    return entries


def _is_class(head: str, inside: dict[str, bool], around: str, set_id: str) -> bool:
    """Say whether the only folder there is holds the class, as in a zip made of a folder, or is one student's."""
    if any(_MOODLE.fullmatch(name) or _canvas(name) for name in inside):
        return True
    if any(_stem(name).casefold() == set_id.casefold() for name in inside):
        return False
    folders = sum(inside.values())
    notebooks = sum(name.casefold().endswith(".ipynb") for name, folder in inside.items() if not folder)
    if head.casefold() in (around.casefold(), set_id.casefold()):
        return folders + notebooks > 0
    return notebooks > 1 or (folders > 1 and not notebooks)


# --- Zips --------------------------------------------------------------------------------------------------------


def _open(path: str) -> BinaryIO:
    # Not to be kept waiting by a pipe, nor to follow a link that has taken the file's place since.
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable(LINK) from None
        raise
    file = os.fdopen(descriptor, "rb") if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
    if file is None:
        os.close(descriptor)
        raise Unreadable(SPECIAL)
    return file


def _bounded(data: bytes, largest: int) -> bytes:
    if len(data) > largest:
        raise Unreadable(
            TOO_LARGE if largest == LARGEST else f"The zip is larger than {LARGEST_ZIP // 10**6} MB."
        )
    return data


def _members(file: BinaryIO) -> list[tuple[_Entry, _Member]]:
    """Return what a zip says that it holds, without what nobody handed in on purpose."""
    try:
        with zipfile.ZipFile(file) as packed:
            infos = packed.infolist()
    # What zipfile and struct raise at bytes that only pretend to be a zip.
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        ValueError,
        OverflowError,
        struct.error,
    ) as error:
        raise Unreadable(BROKEN_ZIP) from error
    found = []
    for info in infos:
        entry = _member_entry(info)
        if entry.parts and (entry.problem == OUTSIDE or not any(map(_JUNK.fullmatch, entry.parts))):
            found.append(
                (entry, _Member(info.header_offset, info.compress_size, info.CRC, info.compress_type))
            )
    return found


def _member_entry(info: zipfile.ZipInfo) -> _Entry:
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        # Without the flag that says UTF-8, zipfile has read the bytes as code page 437.
        name, _ = _decode_name(name.encode("cp437", "replace"))
    name = unicodedata.normalize("NFC", name.split("\0")[0].replace("\\", "/"))
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    entry = _Entry(parts, "/".join(parts), _Place(""), info.file_size, name.endswith("/"))
    kind = stat.S_IFMT(info.external_attr >> 16)
    if ".." in parts or name.startswith("/") or re.match("[A-Za-z]:/", name):
        return replace(entry, parts=(name,), shown=name, folder=False, problem=OUTSIDE)
    if kind == stat.S_IFLNK:
        return replace(entry, folder=False, problem=LINK)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return replace(entry, folder=False, problem=SPECIAL)
    if info.flag_bits & 0x41:
        return replace(entry, problem=LOCKED)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return replace(entry, problem=UNKNOWN_PACKING)
    return entry


def _unpack(file: BinaryIO, member: _Member, largest: int) -> bytes:
    """Return one member of a zip.

    Not by `ZipFile.open`: it wants the whole directory of the zip read first, 3,000 times for a class of 3,000, and
    a ZipFile that stays open would be shared, with its place in the file, by workers that were forked.
    """
    try:
        file.seek(member.offset)
        header = file.read(_LOCAL_HEADER.size)
        signature, name, extra = _LOCAL_HEADER.unpack(header)
        file.seek(name + extra, io.SEEK_CUR)
        if signature != b"PK\x03\x04":
            raise Unreadable(BROKEN_ZIP)
        if member.method == zipfile.ZIP_STORED:
            data = file.read(min(member.packed, largest + 1))
        else:
            data = _inflate(file, member.packed, largest)
    except (ValueError, OverflowError, struct.error, zlib.error) as error:
        raise Unreadable(BROKEN_ZIP) from error
    if zlib.crc32(_bounded(data, largest)) != member.checksum:
        raise Unreadable(BROKEN_ZIP)
    return data


def _inflate(file: BinaryIO, packed: int, largest: int) -> bytes:
    inflater, data = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    while packed > 0 and not inflater.eof and len(data) <= largest:
        block = file.read(min(packed, 1 << 16))
        if not block:
            break
        packed -= len(block)
        data += inflater.decompress(block, largest + 1 - len(data))
    if not inflater.eof and len(data) <= largest:
        raise Unreadable(BROKEN_ZIP)
    return bytes(data)


def _decode_name(raw: bytes) -> tuple[str, str]:
    """Return a file's name, and its encoding, where nothing tells the encoding."""
    return notebook.decode(raw, "cp437")


def _readable(name: str) -> str:
    """Return a name from the file system in a form that can always be written as UTF-8."""
    if re.search("[\ud800-\udfff]", name):
        name, _ = _decode_name(os.fsencode(name))
    return unicodedata.normalize("NFC", name)


# --- Who handed in what ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Student:
    layout: str
    key: str
    """What tells this student from all others of the layout."""
    name: str
    identifier: str = ""


@dataclass(frozen=True)
class _File:
    """An entry, as the student called it."""

    entry: _Entry
    name: str
    order: int = 0
    """Later uploads have higher numbers, where the layout tells."""
    late: bool = False


def _canvas(name: str) -> re.Match[str] | None:
    match = _CANVAS.fullmatch(name)
    # As Canvas leaves a name: word characters, which in Ruby include marks (vowel signs of Thai or Hindi).
    if match and all(c == "_" or unicodedata.category(c)[0] in "LMN" for c in match[1]):
        return match
    return None


def _canvas_names(entries: Iterable[_Entry]) -> dict[str, tuple[_Student, str, int, bool]]:
    """Return student, file name, number of the upload and lateness, for those names that are of Canvas."""
    found: dict[str, tuple[_Student, str, int, bool]] = {}
    uploads = defaultdict(set)
    for name in {entry.parts[0] for entry in entries if len(entry.parts) == 1 and not entry.folder}:
        if _MOODLE.fullmatch(name):
            continue
        if match := _CANVAS_ANONYMOUS.fullmatch(name):
            late, user, upload, original, _ = match.groups()
            student = _Student("canvas", user, user)
        elif match := _canvas(name):
            of, late, user, upload, original, _ = match.groups()
            student = _Student("canvas", user, of, user)
        else:
            continue
        found[name] = (student, original or name, int((upload or "0")[:30]), bool(late))
        if upload:
            uploads[upload].add((student, _bare(_stem(original))))
    # The number of an upload is never given twice. Where most are, the names only look like those of Canvas, as
    # `lab_2024_10_alice.ipynb` and `lab_2024_10_bob.ipynb` do, and would be taken for one and the same student's.
    return {} if 2 * sum(len(of) for of in uploads.values() if len(of) > 1) > len(found) else found


def _by_student(entries: list[_Entry]) -> dict[_Student, list[_File]]:
    canvas = _canvas_names(entry for entry in entries if entry.problem != OUTSIDE)
    found: dict[_Student, list[_File]] = defaultdict(list)
    for entry in entries:
        head, alone = entry.parts[0], len(entry.parts) == 1
        if entry.problem == OUTSIDE:
            found[_Student("folder", head, head)].append(_File(entry, head))
        elif match := _MOODLE.fullmatch(head):
            name, participant, _, original = match.groups()
            student = _Student("moodle", participant or name, name, participant or "")
            found[student].append(_File(entry, (original or head) if alone else entry.parts[-1]))
        elif alone and not entry.folder and head in canvas:
            student, original, order, late = canvas[head]
            found[student].append(_File(entry, original, order, late))
        else:
            name = head if entry.folder or not alone else _stem(head)
            found[_Student("folder", name, name)].append(_File(entry, entry.parts[-1]))
    for student in [student for student in found if student.layout == "folder"]:
        of, name = student, student.name
        while (bare := _bare(name)) != name:
            name = bare
            if (original := _Student("folder", name, name)) in found:
                of = original
        if of != student:
            found[of] += found.pop(student)
    return found


def _stem(name: str) -> str:
    """Return a file's name without what says its kind, `.ipynb.txt` included."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}\Z", "", name)
    return stem[: -len(".ipynb")] if stem.casefold().endswith(".ipynb") else stem


def _bare(stem: str) -> str:
    """Return a name without what browsers and file managers add to the name of a copy."""
    match = _COPY.fullmatch(stem)
    return match[1] if match else stem


def _submissions(entries: list[_Entry], set_id: str) -> list[Submission]:
    found = _by_student(entries)
    same = Counter(student.name for student in found)
    wanted = {
        student: f"{student.name}_{student.identifier}"
        if same[student.name] > 1 and student.identifier
        else student.name
        for student in found
    }
    times = Counter(wanted.values())
    taken = {called for called in times if times[called] == 1}
    submissions = []
    for student in sorted(found, key=lambda s: (wanted[s], s.layout, s.key)):
        called, number = wanted[student], 1
        while times[wanted[student]] > 1 and called in taken:
            number += 1
            called = f"{wanted[student]} ({number})"
        taken.add(called)
        submissions.append(_settle(student, called, found[student], set_id))
    return sorted(submissions, key=lambda submission: submission.student)


# --- What counts -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Candidate:
    """A notebook that a student handed in."""

    place: _Place
    name: str
    shown: str
    order: int
    named: bool
    """It is called as the set is."""
    note: str = ""


def _settle(student: _Student, called: str, files: list[_File], set_id: str) -> Submission:
    """Return what counts of all that a student handed in."""
    files = sorted(files, key=lambda file: (len(file.entry.parts), file.entry.parts))[: FILES + 1]
    notes = ["Canvas marks it as handed in late."] if any(file.late for file in files) else []
    name = called if student.layout == "folder" else student.name
    submission = Submission(called, name, student.identifier, student.layout, files[0].entry.shown)
    try:
        good, bad = _candidates(files, set_id)
        if not good:
            shown, problem = bad[0] if bad else (submission.file, _nothing(files))
            notes += [f"{_short(other)}: {sentence}" for other, sentence in bad[1:]]
            return replace(submission, file=shown, problem=problem, notes=tuple(notes))
        good, note = _last_versions(good, set_id)
        notes += [note] if note else []
        good = _of_the_set(good, set_id)
    except Exception as error:  # Here one student ends and the next begins: nothing may stop the others.
        problem = f"It could not be looked through ({type(error).__name__})."
        return replace(submission, problem=problem, notes=tuple(notes))
    if len(good) > 1:
        names = ", ".join(_short(one.name) for one in good[:RIVALS])
        more = f"; of {len(good)}, no more than {RIVALS} are graded" if len(good) > RIVALS else ""
        notes.append(f"Several notebooks were handed in ({names}{more}); the best one counts.")
    notes += [f"{_short(other)} does not count: {sentence}" for other, sentence in bad]
    first, *others = [
        replace(submission, file=one.shown, place=one.place, notes=(one.note,) if one.note else ())
        for one in good[:RIVALS]
    ]
    return replace(first, notes=(*notes, *first.notes), rivals=tuple(others))


def _candidates(files: list[_File], set_id: str) -> tuple[list[_Candidate], list[tuple[str, str]]]:
    """Return the notebooks, and what should have been one: where it lies and what is wrong with it."""
    good, bad = [], []
    for file in files:
        if file.entry.folder or _ending(file) != ".ipynb":
            continue
        if problem := _wrong(file.entry):
            bad.append((file.entry.shown, problem))
        else:
            good.append(_candidate(file, set_id))
    if good:
        return good, bad
    for file in files:
        if file.entry.folder or _ending(file) != ".zip":
            continue
        try:
            good.append(_in_students_zip(file, set_id))
        except Unreadable as error:
            bad.append((file.entry.shown, str(error)))
    if good:
        return good, bad
    maybe = [file for file in files if not file.entry.folder and not _wrong(file.entry)]
    maybe = [file for file in maybe if _ending(file) != ".ipynb" and not _is_checks(file.name)]
    for file in sorted(maybe, key=lambda file: ".ipynb" not in file.name.casefold())[:RIVALS]:
        if _reads(file.entry.place) is not None:
            note = f"{_short(file.name)} was read as a notebook, in spite of its name."
            good.append(replace(_candidate(file, set_id), note=note))
    if good:
        bad = [(shown, problem) for shown, problem in bad if shown not in {one.shown for one in good}]
    elif not bad:
        bad = [(file.entry.shown, file.entry.problem) for file in files if file.entry.problem]
    return good, bad


def _is_checks(name: str) -> bool:
    return name.casefold().endswith(".checks.json")


def _ending(file: _File) -> str:
    return os.path.splitext(file.name)[1].casefold()


def _wrong(entry: _Entry) -> str:
    if entry.problem or not entry.size:
        return entry.problem or EMPTY
    return TOO_LARGE if entry.size > LARGEST else ""


def _candidate(file: _File, set_id: str) -> _Candidate:
    called = {_stem(file.name).casefold(), *(part.casefold() for part in file.entry.parts[1:-1])}
    entry = file.entry
    return _Candidate(entry.place, file.name, entry.shown, file.order, set_id.casefold() in called)


def _in_students_zip(file: _File, set_id: str) -> _Candidate:
    """Return the one notebook in a zip.

    Raises:
        Unreadable: There is none, or more than one, or something is wrong with the zip.
    """
    if file.entry.problem:
        raise Unreadable(file.entry.problem)
    data = file.entry.place.read(LARGEST_ZIP)
    if not data:
        raise Unreadable(EMPTY)
    # Counted before the directory is read: an entry of fifty bytes takes a kilobyte in memory.
    if data.count(b"PK\x01\x02") > FILES:
        raise Unreadable(f"The zip holds more than {FILES:,} files.")
    inside = [(entry, member) for entry, member in _members(io.BytesIO(data)) if not entry.folder]
    found = [(e, m) for e, m in inside if e.parts[-1].casefold().endswith(".ipynb")]
    named = [(e, m) for e, m in found if _stem(e.parts[-1]).casefold() == set_id.casefold()]
    if len(found) > 1 and len(named) != 1:
        raise Unreadable(f"The zip holds {len(found)} notebooks where there should be one.")
    if not found:
        what = f", only {_list(e.parts[-1] for e, _ in inside)}" if inside else ""
        raise Unreadable(f"The zip holds no notebook{what}.")
    entry, member = (named or found)[0]
    if problem := _wrong(entry):
        raise Unreadable(problem)
    place = replace(file.entry.place, members=(*file.entry.place.members, member))
    return _Candidate(place, entry.parts[-1], f"{file.entry.shown}/{entry.shown}", file.order, bool(named))


def _reads(place: _Place) -> notebook.Notebook | None:
    """Return the notebook that lies there, or None if it is none."""
    try:
        return notebook.read(place.read(LARGEST), ())
    except Unreadable:
        return None


def _last_versions(good: list[_Candidate], set_id: str) -> tuple[list[_Candidate], str]:
    """Return the last upload of each notebook, where the layout tells the order."""
    if not all(one.order for one in good):
        return good, ""
    stems = {_stem(one.name) for one in good} | {set_id}
    versions = defaultdict(list)
    for one in sorted(good, key=lambda one: one.order):
        stem = _stem(one.name)
        match = _CANVAS_AGAIN.fullmatch(stem)
        first = match[1] if match and stem != set_id and match[1] in stems else stem
        versions[first].append(one)
    last = [replace(of[-1], named=of[-1].named or first == set_id) for first, of in versions.items()]
    times = max(map(len, versions.values()))
    if times == 1:
        return last, ""
    counts = ", ".join(_short(of[-1].name) for of in versions.values() if len(of) > 1)
    return last, f"Handed in {times} times; the last ({counts}) counts."


def _of_the_set(good: list[_Candidate], set_id: str) -> list[_Candidate]:
    """Return the notebooks that belong to the set, or all if none does; those that are called as it is come first."""
    good = sorted(good, key=lambda one: (not one.named, bool(_COPY.fullmatch(_stem(one.name))), one.shown))
    if len(good) == 1:
        return good
    # Looking inside takes time, so a heap of notebooks is judged by its first ones.
    belong = [one for one in good[: 2 * RIVALS] if one.named or _says(one.place, set_id)]
    return belong or good


def _says(place: _Place, set_id: str) -> bool:
    found = _reads(place)
    return found is not None and found.set_id == set_id


def _nothing(files: list[_File]) -> str:
    if len(files) > FILES:
        return f"There is no notebook among the first {FILES:,} files here."
    names = [file.name for file in files if not file.entry.folder]
    return (
        f"There is no notebook here, only {_list(names)}."
        if names
        else "There is no notebook here: the folder is empty."
    )


def _list(names: Iterable[str]) -> str:
    short = [_short(name) for name in names]
    if len(short) > 4:
        short = [*short[:3], f"{len(short) - 3} more files"]
    return " and ".join(filter(None, [", ".join(short[:-1]), short[-1]]))


def _short(name: str) -> str:
    """Return a file's name as it can stand in a sentence."""
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in name[-80:])
    return plain if len(name) <= 80 else "…" + plain
