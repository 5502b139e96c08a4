"""Shut a process in, without being root: namespaces, a file system of its own, few system calls, no rights, limits.

Linux only. The steps are those of user_namespaces(7), pid_namespaces(7), pivot_root(2), seccomp(2) and
capabilities(7); Python 3.11 has no calls for them, so they go through ctypes. Nothing here knows about grading.
"""

import ctypes
import errno
import os
import platform
import resource
import signal
import stat
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
CLONE_THREAD = 0x00010000
MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 0x2, 0x4, 0x1000, 0x4000, 0x40000
MNT_DETACH = 2
AT_EMPTY_PATH, AT_RECURSIVE = 0x1000, 0x8000
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 0x1, 0x2, 0x4
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 24, 38, 22
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
AF_UNIX = 1
LAST_CAPABILITY = 63

# The identity of student code inside its user namespace, and outside where root may choose it (nobody).
INSIDE, NOBODY = 1, 65534

SCRATCH = "/scratch"
"""Where a process may write, besides the folder it runs in."""
DEVICES = ("null", "zero", "full", "random", "urandom")


@dataclass(frozen=True)
class Machine:
    """What differs between processors: the architecture as seccomp names it, and numbers of system calls."""

    audit: int
    pivot_root: int
    capset: int
    seccomp_refused: dict[str, int]
    clone: int


# Calls that make new namespaces or mounts, memory that no limit counts, other processes, channels that outlive a
# process (the cache of files is one), or that are doors into the kernel which no exercise needs. Numbers: the kernel's
# tables of system calls.
X86_64 = Machine(
    audit=0xC000003E,
    pivot_root=155,
    capset=126,
    clone=56,
    seccomp_refused={
        "fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "ptrace": 101, "unshare": 272, "setns": 308,
        "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161, "open_tree": 428, "move_mount": 429,
        "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "mount_setattr": 442,
        "memfd_create": 319, "memfd_secret": 447, "shmget": 29, "shmat": 30, "shmctl": 31, "semget": 64,
        "msgget": 68, "mq_open": 240, "add_key": 248, "request_key": 249, "keyctl": 250, "bpf": 321,
        "perf_event_open": 298, "userfaultfd": 323, "io_uring_setup": 425, "io_uring_enter": 426,
        "io_uring_register": 427, "process_vm_readv": 310, "process_vm_writev": 311, "pidfd_getfd": 438,
        "name_to_handle_at": 303, "open_by_handle_at": 304, "init_module": 175, "finit_module": 313,
        "delete_module": 176, "kexec_load": 246, "reboot": 169, "swapon": 167, "swapoff": 168, "acct": 163,
        "quotactl": 179, "personality": 135, "syslog": 103, "settimeofday": 164, "clock_settime": 227,
        "adjtimex": 159, "iopl": 172, "ioperm": 173, "fanotify_init": 300, "inotify_init": 253,
        "inotify_init1": 294, "kcmp": 312, "vhangup": 153, "uselib": 134, "modify_ldt": 154, "sync": 162, "syncfs": 306,
        "quotactl_fd": 443, "kexec_file_load": 320, "fadvise64": 221, "preadv2": 327, "mincore": 27,
        "readahead": 187, "cachestat": 451,
    },
)  # fmt: skip
AARCH64 = Machine(
    audit=0xC00000B7,
    pivot_root=41,
    capset=91,
    clone=220,
    seccomp_refused={
        "execve": 221, "execveat": 281, "ptrace": 117, "unshare": 97, "setns": 268, "mount": 40, "umount2": 39,
        "pivot_root": 41, "chroot": 51, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431,
        "fsmount": 432, "fspick": 433, "mount_setattr": 442, "memfd_create": 279, "memfd_secret": 447,
        "shmget": 194, "shmctl": 195, "shmat": 196, "semget": 190, "msgget": 186, "mq_open": 180,
        "add_key": 217, "request_key": 218, "keyctl": 219, "bpf": 280, "perf_event_open": 241,
        "userfaultfd": 282, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
        "process_vm_readv": 270, "process_vm_writev": 271, "pidfd_getfd": 438, "name_to_handle_at": 264,
        "open_by_handle_at": 265, "init_module": 105, "finit_module": 273, "delete_module": 106,
        "kexec_load": 104, "reboot": 142, "swapon": 224, "swapoff": 225, "acct": 89, "quotactl": 60,
        "personality": 92, "syslog": 116, "settimeofday": 170, "clock_settime": 112, "adjtimex": 171,
        "fanotify_init": 262, "inotify_init1": 26, "kcmp": 272, "vhangup": 58, "sync": 81, "syncfs": 267,
        "quotactl_fd": 443, "kexec_file_load": 294, "fadvise64": 223, "preadv2": 286, "mincore": 232,
        "readahead": 213, "cachestat": 451,
    },
)  # fmt: skip
MACHINES = {"x86_64": X86_64, "aarch64": AARCH64}
CLONE3, MOUNT_SETATTR = 435, 442
SOCKET = {"x86_64": 41, "aarch64": 198}


class IsolationError(Exception):
    """A step of the isolation is not possible on this machine; the message names it."""


@dataclass(frozen=True)
class Limits:
    """What one process of a student may use."""

    processor: int = 60
    """Seconds of processor time, altogether."""
    memory: int = 1024
    """Megabytes beyond what the warm process already has."""
    file: int = 16
    """Megabytes a file."""
    disk: int = 64
    """Megabytes in its private folders, each."""
    open_files: int = 64
    threads: int = 64


def machine() -> Machine:
    """Return the tables of this processor. Raises `IsolationError` where there are none."""
    found = MACHINES.get(platform.machine())
    if platform.system() != "Linux" or found is None:
        raise IsolationError(f"{platform.system()} on {platform.machine()} has no isolation here")
    return found


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(what: str, result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise IsolationError(f"{what}: {os.strerror(number)} ({errno.errorcode.get(number, number)})")


def unshare(flags: int) -> None:
    """Leave the namespaces that the flags name for new ones; of processes only children come into the new one."""
    _call("new namespaces", _libc().unshare(ctypes.c_int(flags)))


def map_users(process: int) -> None:
    """Give a process that has just made a user namespace its users; called by its parent, outside.

    Root inside is who calls. Where the caller is root, student code gets an identity of its own, nobody's.
    """
    folder = Path(f"/proc/{process}")
    if os.geteuid() == 0:
        try:
            for kind in ("gid_map", "uid_map"):
                (folder / kind).write_text(f"0 0 1\n{INSIDE} {NOBODY} 1\n")
            return
        except OSError:  # in a container nobody may be nobody; one identity then serves for both
            pass
    try:
        (folder / "setgroups").write_text("deny")
        (folder / "gid_map").write_text(f"0 {os.getegid()} 1\n")
        (folder / "uid_map").write_text(f"0 {os.geteuid()} 1\n")
    except OSError as error:
        raise IsolationError(f"users of a new namespace: {error.strerror}") from None


def mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """Mount as mount(2) does."""
    done = _libc().mount(
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() or None,
    )
    _call(f"a mount at {target}", done)


def read_only(target: str) -> None:
    """Make a mount and all below it read-only."""
    attributes = struct.pack("QQQQ", MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID, 0, 0, 0)
    done = _libc().syscall(
        MOUNT_SETATTR,
        ctypes.c_int(-100),
        ctypes.c_char_p(target.encode()),
        ctypes.c_uint(AT_RECURSIVE),
        ctypes.c_char_p(attributes),
        ctypes.c_size_t(len(attributes)),
    )
    _call(f"a read-only mount at {target}", done)


def private_folder(path: str, megabytes: int) -> None:
    """Mount an empty folder that lives and dies with this mount namespace."""
    mount(
        "tmpfs",
        path,
        "tmpfs",
        MS_NOSUID | MS_NODEV,
        f"size={megabytes}m,nr_inodes=4096,mode=1777",
    )


def outermost(paths: Iterable[Path]) -> list[Path]:
    """Return the paths, resolved and without those that lie within another."""
    kept: list[Path] = []
    for path in sorted({path.resolve() for path in paths}):
        if not any(path.is_relative_to(other) for other in kept):
            kept.append(path)
    return kept


def new_root(visible: dict[str, str], empty: Iterable[str], files: dict[str, bytes]) -> None:
    """Move into a file system in which only some folders and files are visible, read-only; everything else is gone.

    ``visible`` says at which path which one is seen, ``empty`` are folders to make, for private folders, ``files`` are
    files to write, by path; all paths are absolute. The caller is root in a user and mount namespace of its own.
    """
    machine_ = machine()
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    # Held open, because the new root is made where some of them may lie.
    held = [(target, os.open(source, os.O_PATH)) for target, source in visible.items()]
    links = {  # of a system that keeps them in /usr
        name: os.readlink(f"/{name}")
        for name in ("bin", "lib", "lib32", "lib64", "sbin")
        if os.path.islink(f"/{name}")
    }
    devices = [(name, os.open(f"/dev/{name}", os.O_PATH)) for name in DEVICES]
    root = "/tmp"
    mount("tmpfs", root, "tmpfs", MS_NOSUID, "size=16m,mode=755")
    for target, handle in held:
        _show(root + target, handle, stat.S_ISDIR(os.fstat(handle).st_mode))
    for name, handle in devices:
        _show(f"{root}/dev/{name}", handle, False)
    for name, target in links.items():
        if not os.path.lexists(f"{root}/{name}"):
            os.symlink(target, f"{root}/{name}")
    for folder in (SCRATCH, *empty):
        os.makedirs(root + folder, exist_ok=True)
    if not os.path.exists(f"{root}/tmp"):  # it does where something visible lies there
        os.symlink(SCRATCH, f"{root}/tmp")
    for name, data in files.items():
        os.makedirs(os.path.dirname(root + name), exist_ok=True)
        with open(root + name, "wb") as file:
            file.write(data)
    for _, handle in (*held, *devices):
        os.close(handle)
    os.chdir(root)
    libc = _libc()
    # The old root ends up stacked over the new one; taking it off leaves the new one alone.
    _call(
        "a new root",
        libc.syscall(machine_.pivot_root, ctypes.c_char_p(b"."), ctypes.c_char_p(b".")),
    )
    _call("the old root", libc.umount2(b".", MNT_DETACH))
    os.chdir("/")
    read_only("/")


def _show(target: str, handle: int, folder: bool) -> None:
    os.makedirs(target if folder else os.path.dirname(target), exist_ok=True)
    if not folder:
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    mount(f"/proc/self/fd/{handle}", target, None, MS_BIND | MS_REC)


def die_with_parent(parent: int | None) -> None:
    """Be killed when the parent ends; ``parent`` is its process number, None if it lies outside and cannot be seen."""
    _call("death with the parent", _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0))
    if parent is not None and os.getppid() != parent:  # it ended before the call
        os._exit(1)


def limit(limits: Limits, size: int) -> None:
    """Set the limits of this process, ``size`` bytes large; nobody without rights can raise them again."""
    mega = 1024 * 1024
    for which, value in (
        (resource.RLIMIT_AS, size + limits.memory * mega),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, limits.file * mega),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_NPROC, limits.threads),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(which, (value, value))


def drop_rights() -> None:
    """Give up every capability, for good, and become nobody where root may choose so."""
    libc = _libc()
    # Fails where the map of users does not have it: then there is one identity, without rights.
    if libc.setresgid(INSIDE, INSIDE, INSIDE) == 0:
        libc.setgroups(0, None)
        _call("another user", libc.setresuid(INSIDE, INSIDE, INSIDE))
    for capability in range(LAST_CAPABILITY + 1):
        libc.prctl(
            PR_CAPBSET_DROP, capability, 0, 0, 0
        )  # those that the kernel does not know fail, as they may
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = struct.pack("Ii", 0x20080522, 0)
    _call(
        "an end of all capabilities",
        libc.syscall(machine().capset, ctypes.c_char_p(header), ctypes.c_char_p(bytes(24))),
    )
    _call("no new privileges", libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def _filter() -> bytes:
    """Return the seccomp program: refuse the calls of the table, new processes, and sockets into any network."""
    name = platform.machine()
    table = machine()
    load, equal, at_least, bits, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, refuse, missing = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
    program = [
        (load, 0, 0, 4),  # the architecture
        (equal, 1, 0, table.audit),
        (answer, 0, 0, 0x80000000),  # another one: kill
        (load, 0, 0, 0),  # the number of the call
    ]
    if name == "x86_64":
        program += [(at_least, 0, 1, 0x40000000), (answer, 0, 0, refuse)]  # the x32 doubles of all calls
    for number in sorted(table.seccomp_refused.values()):
        program += [(equal, 0, 1, number), (answer, 0, 0, refuse)]
    # A missing clone3 makes the C library use clone, whose flags can be looked at: threads, no processes.
    program += [(equal, 0, 1, CLONE3), (answer, 0, 0, missing)]
    program += [
        (equal, 0, 4, table.clone),
        (load, 0, 0, 16),
        (bits, 1, 0, CLONE_THREAD),
        (answer, 0, 0, refuse),
        (answer, 0, 0, allow),
    ]
    program += [
        (equal, 0, 4, SOCKET[name]),
        (load, 0, 0, 16),
        (equal, 1, 0, AF_UNIX),
        (answer, 0, 0, refuse),
        (answer, 0, 0, allow),
    ]
    program.append((answer, 0, 0, allow))
    return b"".join(struct.pack("HBBI", *step) for step in program)


def refuse_calls() -> None:
    """Let this process do nothing from now on that answers to an exercise do not need."""
    program = _filter()
    held = ctypes.create_string_buffer(program)
    head = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(held))
    _call(
        "the filter of system calls",
        _libc().prctl(PR_SET_SECCOMP, 2, ctypes.c_char_p(head), 0, 0),
    )
