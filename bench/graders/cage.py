"""Where the rivals may run hostile code: as nobody, alone, with limits. They have no walls of their own.

This protects the machine that the comparison runs on, and is no grader: only harmless cases are run in it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# A user that owns nothing, and is no other program's nobody.
USER = 61234
# Runs in new namespaces of mounts and processes. Python may lie in the home of somebody who lets nobody in: that home
# then shows Python alone. What everybody may write to is empty, small, and gone afterwards. The shell waits: it is the
# first process of its namespace, dies with who started it, and then the kernel ends all others.
WALLS = """\
set -e
home=$1 python=$2; shift 2
if [ -n "$home" ]; then
    mount -t tmpfs tmpfs /var/tmp
    mkdir /var/tmp/python && mount --bind "$python" /var/tmp/python
    mount -t tmpfs -o mode=755,size=1m tmpfs "$home"
    mkdir -p "$python" && mount --bind /var/tmp/python "$python"
    umount /var/tmp/python && umount /var/tmp
fi
for place in /tmp /var/tmp /dev/shm; do mount -t tmpfs -o size=200m tmpfs $place; done
"$@"
"""


class Cage:
    """A command that goes before another, and folders that the caged may write to."""

    def __init__(self, seconds: int) -> None:
        """Build the cage; ``seconds`` is how long a command may take."""
        python = Path(sys.base_prefix)
        home = Path("/").joinpath(*python.parts[1:2])
        shut = "" if home.stat().st_mode & 0o001 else str(home)
        self.command = ["unshare", "--mount", "--pid", "--ipc", "--fork", "--kill-child", "--mount-proc"]
        self.command += ["sh", "-c", WALLS, "sh", shut, str(python)]
        self.command += ["prlimit", "--nproc=300", f"--cpu={seconds}", "--fsize=50000000", "--as=6000000000"]
        self.command += ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "--no-new-privs"]
        self.command += ["timeout", "--kill-after=3", str(seconds)]

    @staticmethod
    def possible() -> bool:
        """Say whether this process may build it: another user's processes can be started by root only."""
        return os.getuid() == 0 and all(map(shutil.which, ("unshare", "prlimit", "setpriv", "timeout")))

    def give(self, folder: Path) -> None:
        """Let the caged write to a folder and all that lies in it."""
        for path in (folder, *folder.rglob("*")):
            os.chown(path, USER, USER, follow_symlinks=False)

    def holds(self) -> bool:
        """Try whether the caged can write to this project, or see its processes."""
        here = Path(__file__)
        tries = f"touch {here} 2>/dev/null || kill -0 {os.getpid()} 2>/dev/null"
        return subprocess.run([*self.command, "sh", "-c", f"! ({tries})"]).returncode == 0
