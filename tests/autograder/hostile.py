"""Submissions by students who want marks without answers, or harm: one maker each, from the notebook as handed out.

`HOSTILE` holds what must earn nothing (or just what honest answers in it deserve); tests and the comparison with other
tools use it. `secret` stands for a file of the teacher's, `port` for a server on this machine, put in by the tests.
"""

import copy
from collections.abc import Callable
from typing import Any

Notebook = dict[str, Any]


def cell(source: str) -> dict[str, Any]:
    """Return a code cell."""
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "id": f"own-{abs(hash(source)) % 10**8}",
    }


def first(*sources: str) -> Callable[[Notebook], Notebook]:
    """Return a maker that puts cells before all others."""

    def make(handout: Notebook) -> Notebook:
        notebook = copy.deepcopy(handout)
        notebook["cells"] = [cell(source) for source in sources] + notebook["cells"]
        return notebook

    return make


def last(*sources: str) -> Callable[[Notebook], Notebook]:
    """Return a maker that puts cells after all others."""

    def make(handout: Notebook) -> Notebook:
        notebook = copy.deepcopy(handout)
        notebook["cells"] += [cell(source) for source in sources]
        return notebook

    return make


def answers(source: str) -> Callable[[Notebook], Notebook]:
    """Return a maker that writes the same code into every answer cell."""

    def make(handout: Notebook) -> Notebook:
        notebook = copy.deepcopy(handout)
        for one in notebook["cells"]:
            about = one["metadata"].get("autograder", {})
            if one["cell_type"] == "code" and about.get("role") == "answer":
                one["source"] = source
        return notebook

    return make


EVERYTHING = """
class Everything(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __call__(self, *more, **options): return self
    def __getitem__(self, key): return self
    def __float__(self): return 1.0
    def __iter__(self): return iter([self, self])
    def __hash__(self): return 0
    def __sub__(self, other): return self
    __rsub__ = __add__ = __mul__ = __truediv__ = __abs__ = __sub__
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
own_price = cloth_seller = gains = share_made = home_gain = Everything()
setting = sums = larger = Everything()
"""

NAMES = ("own_price", "cloth_seller", "gains", "share_made", "home_gain", "setting", "sums", "larger")
UNDEFINED = "\n".join(f"{name} = lambda *more: 1.0" for name in NAMES)

HOSTILE: dict[str, Callable[[Notebook], Notebook]] = {
    # it never ends, or takes everything
    "infinite loop": first("while True:\n    pass"),
    "infinite loop that catches": first(
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        continue"
    ),
    "sleeps for ever": first("import time\ntime.sleep(10**6)"),
    "infinite loop in compiled code": first("import itertools\nsum(itertools.repeat(1))"),
    "40 GB at once": first("x = bytearray(40 * 10**9)"),
    "memory bit by bit": first("x = []\nwhile True:\n    x.append(bytearray(10**8))"),
    "fork bomb": first(
        "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        break"
    ),
    "bomb of threads": first(
        "import threading, time\nfor _ in range(10**4):\n    threading.Thread(target=time.sleep, args=(99,)).start()"
    ),
    "500 MB of output": first("for _ in range(500):\n    print('x' * 10**6)"),
    "500 MB of output below Python": first(
        "import os\nfor _ in range(500):\n    os.write(1, b'x' * 10**6)\n    os.write(2, b'x' * 10**6)"
    ),
    "fills the disk": first(
        "for i in range(10**4):\n    with open(f'/tmp/{i}', 'wb') as f:\n        f.write(bytes(10**7))"
    ),
    "memory files": first("import os\nfor i in range(50):\n    os.write(os.memfd_create('x'), bytes(10**7))"),
    "very deep brackets": first("(" * 20000 + ")" * 20000),
    "very long power": first("x = 9**9**9"),
    # it ends the program, or others
    "sys.exit": first("import sys\nsys.exit(0)"),
    "os._exit": first("import os\nos._exit(0)"),
    "os._exit in an answer": answers(
        "\n".join(f"def {name}(*more):\n    import os\n    os._exit(0)" for name in NAMES)
    ),
    "abort": first("import os\nos.abort()"),
    "kills its parent": first(
        "import os, signal\nfor p in (os.getppid(), 0, -1, os.getpid(), 1):\n    try:\n        os.kill(p, signal.SIGKILL)\n"
        "    except OSError:\n        pass"
    ),
    "segmentation fault": first("import ctypes\nctypes.string_at(0)"),
    "raises at exit": last("import atexit, os\natexit.register(os.abort)"),
    "a thread goes on": last(
        "import threading\ndef on():\n    while True:\n        pass\nthreading.Thread(target=on, daemon=True).start()"
    ),
    # it patches the checker
    "patches json": first('import json\njson.dumps = lambda *a, **k: \'{"status": "value", "value": 1}\''),
    "patches builtins": first(
        "import builtins\nfor name in ('abs', 'all', 'any', 'isinstance', 'round'):\n"
        "    setattr(builtins, name, lambda *a, **k: True)"
    ),
    "patches numpy.allclose": first("import numpy as np\nnp.allclose = np.isclose = lambda *a, **k: True"),
    "patches math.isclose": first("import math\nmath.isclose = lambda *a, **k: True"),
    "patches the engine": first(
        "import autograder.compare, autograder.run, autograder.checks\n"
        "autograder.compare.matches = lambda *a, **k: True\n"
        "autograder.checks.mark = lambda *a, **k: ([True] * 9, [None] * 9)\n"
        "autograder.run.evaluate = lambda *a, **k: autograder.run.Outcome('value', True)"
    ),
    "patches the answering process": first(
        "import sys\nm = sys.modules.get('autograder.grading.answering')\n"
        "for name in dir(m):\n    if name == 'evaluate':\n        setattr(m, name, lambda *a, **k: m.Outcome('value', True))"
    ),
    "speaks for the grader": first(
        "import os, json\nfor fd in range(3, 64):\n    try:\n"
        "        os.write(fd, json.dumps({'id': 1, 'status': 'value', 'value': 1, 'right': True}).encode() * 50 + b'\\n')\n"
        "    except OSError:\n        pass"
    ),
    "floods the grader": first(
        "import os\nfor fd in range(3, 64):\n    try:\n        while True:\n            os.write(fd, b'[' * 65536)\n"
        "    except OSError:\n        pass"
    ),
    "closes everything": first("import os\nos.closerange(0, 64)"),
    "patches os.write": first("import os\nos.write = lambda *a: 0"),
    "patches socket": first("import socket\nsocket.SocketIO.write = lambda self, data: len(data)"),
    "unpickles itself into the grader": answers(
        "class P:\n    def __reduce__(self):\n        import os\n        return os.system, ('touch /tmp/pickled',)\n"
        + "\n".join(f"{name} = P()" for name in NAMES)
    ),
    "equal to everything": answers(EVERYTHING),
    "a dict that lies": answers(
        "class D(dict):\n    def __getitem__(self, k): return 1\n    def __eq__(self, o): return True\n"
        "    def items(self): return [('price', 1)]\n" + "\n".join(f"{name} = D()" for name in NAMES)
    ),
    "input transformers": first(
        "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])\n"
        "ip = get_ipython()\nip.ast_transformers = [None]"
    ),
    "settrace": first(
        "import sys\ndef trace(frame, event, arg):\n    frame.f_locals['ok'] = True\n    return trace\nsys.settrace(trace)"
    ),
    "looks through all objects": first(
        "import gc\nfound = [o for o in gc.get_objects() if isinstance(o, dict) and 'accepted' in o]\n"
        "assert found, 'nothing there'\nown_price = lambda *a: found[0]['accepted'][0]"
    ),
    "looks up the stack": first(
        "import sys\nf = sys._getframe()\nwhile f:\n    for v in f.f_locals.values():\n"
        "        if isinstance(v, dict) and 'expected' in v:\n            raise SystemExit(v)\n    f = f.f_back"
    ),
    # it does not answer, and fits what it can see
    "only the visible inputs": answers(
        "def own_price(cloth, wine):\n    return {(100, 120): 100 / 120, (90, 80): 90 / 80}.get((cloth, wine), 0)\n"
        "def cloth_seller(england, portugal):\n    return 'England'"
    ),
    # it reads, writes, calls out
    "reads the teacher's file": first(
        "text = open('{secret}').read()\nexec(text)",
        "import glob\nassert glob.glob('{secret}*'), 'nothing there'",
    ),
    "reads the environment": first("import os\nassert 'INTEGRATION_LADDER_CANARY' in os.environ"),
    "reads other processes": first(
        "import os\nfor p in os.listdir('/proc'):\n    print(open(f'/proc/{p}/environ').read())"
    ),
    "reads solutions": first(
        "from pathlib import Path\nfound = [p for p in Path('/').rglob('*.md') if 'BEGIN SOLUTION' in p.read_text()]\n"
        "assert found\nexec(found[0].read_text())"
    ),
    "writes outside": first(
        "open('{secret}', 'a').write('changed')", "open('{folder}/written', 'w').write('x')"
    ),
    "calls out": first(
        "import socket\nsocket.create_connection(('127.0.0.1', {port}), 1).sendall(b'hello')",
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:{port}/', timeout=1)",
    ),
    "leaves its namespaces": first(
        "import os\nos.setns(os.open('/proc/1/ns/mnt', 0), 0) if hasattr(os, 'setns') else None",
        "import ctypes\nl = ctypes.CDLL(None, use_errno=True)\nassert l.unshare(0x10000000) == 0",
        "import ctypes\nl = ctypes.CDLL(None)\nassert l.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0",
        "import os\nos.chroot('/tmp')",
    ),
    "starts a shell": first(
        "import subprocess\nsubprocess.run(['sh', '-c', 'touch {folder}/written'], check=True)",
        "import os\nos.execv('/bin/sh', ['sh', '-c', 'touch {folder}/written'])",
    ),
    "all names are ones": answers(UNDEFINED),
}

# What a maker above must not be run with where nothing protects the machine: other tools' runs leave these out.
HARMFUL = {
    "40 GB at once", "memory bit by bit", "fork bomb", "bomb of threads", "500 MB of output", "very long power",
    "500 MB of output below Python", "fills the disk", "memory files", "kills its parent", "speaks for the grader",
    "floods the grader", "closes everything", "writes outside", "calls out", "leaves its namespaces",
    "starts a shell", "reads other processes", "abort", "raises at exit", "segmentation fault",
}  # fmt: skip
