"""What the benches share: a program at the other end of a pseudo-terminal, dialogues of any size, and tables.

Linux; the standard library only, and strace where writes are counted. Nothing here knows what is measured.
"""

import bisect
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import Counter, defaultdict, namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.insert(0, os.path.join(HERE, "oracle"))

import vt  # noqa: E402
from oracle import Oracle  # noqa: E402

CONVENOR = os.path.abspath(os.environ.get("CONVENOR", os.path.join(ROOT, "target/release/convenor")))
TODAY = "2026-03-16"
if not os.path.exists(CONVENOR):
    sys.exit(f"There is no {CONVENOR}: cargo build --release makes it, and CONVENOR names another.")

KEYS = {"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "top": "\x1b[1;5H",
        "pgup": "\x1b[5~", "pgdn": "\x1b[6~", "enter": "\r", "\n": "\r", "tab": "\t", "esc": "\x1b", "bs": "\x7f", "space": " "}
KEYS |= {f"C-{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}

# A step: bytes sent, the fewest that could show it with and without REP, reads, milliseconds to the last byte, write() calls.
Step = namedtuple("Step", "bytes oracle plain reads ms writes")


def runs(default=5):
    """How often everything is measured: the first word of the command line."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else default


def environment(home, **more):
    """A fresh home; nothing of this user's settings."""
    known = {"HOME": home, "XDG_STATE_HOME": home + "/state", "XDG_CONFIG_HOME": home + "/config", "PATH": os.environ["PATH"]}
    return known | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "SHELL": "/bin/sh", "CONVENOR_TODAY": TODAY} | more


def sample(home, years=6):
    """The sample, with its fourteen meetings again in each of so many earlier years: the list is longer than the screen."""
    folder = os.path.join(home, "dialogue")
    shutil.copytree(os.path.join(ROOT, "config/demo"), folder)
    meetings = os.path.join(folder, "meetings")
    for name in os.listdir(meetings):
        with open(os.path.join(meetings, name), encoding="utf-8") as file:
            text = file.read()
        for n in range(years):
            with open(os.path.join(meetings, f"{name[:-5]}-{n}.toml"), "w", encoding="utf-8") as file:
                file.write(re.sub(r"^date = (\d+)", lambda year: f"date = {int(year[1]) - n - 1}", text, flags=re.M))
    return folder


def records(folder, count):
    """The sample again and again under other ids, until there are so many records."""
    demo = os.path.join(ROOT, "config/demo")
    names = sorted(os.path.relpath(os.path.join(path, name), demo) for path, _, files in os.walk(demo) for name in files if name.endswith(".toml"))
    texts = []
    for name in names:
        with open(os.path.join(demo, name), "rb") as file:
            texts.append((name, file.read()))
    for n in range(count or len(names)):
        name, text = texts[n % len(texts)]
        if n >= len(names):
            name = name.replace("/", f"/r{n // len(names)}-") if "/" in name else f"issues/d{n}.toml"
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text)
    return folder


class Line:
    """A program in a terminal, what it has sent, and what the screen shows. The first is there once it was quiet for `patience` seconds."""

    def __init__(self, command, env, size=(80, 24), rtt=0.0, oracle=True, trace=False, show=False, patience=0.3):
        self.columns, self.rows = size
        self.rtt, self.oracle, self.show = rtt, oracle, show
        self.term = vt.Term(self.rows, self.columns)
        self.begin_anew()
        self.steps, self.spans, self.answers = defaultdict(list), [], []
        self.trace = tempfile.mktemp() if trace else None
        if trace:
            command = ["strace", "-f", "-qq", "-ttt", "-y", "-s0", "-e", "signal=none", "-e", "trace=write,writev", "-o", self.trace, *command]
        self.fd, slave = pty.openpty()
        self.winch(*size)
        name = os.ttyname(slave)
        actions = [(os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        self.begun = time.perf_counter()
        # not a fork: one of Python would add milliseconds
        self.pid = os.posix_spawnp(command[0], command, env, setsid=True, file_actions=actions)
        os.close(slave)
        self.settle("start", 60, max(patience, 3 * rtt), self.begun)

    def begin_anew(self):
        """The oracles paint all of it next time."""
        self.oracles = [Oracle(self.rows, self.columns, repeats=repeats) for repeats in (True, False)] if self.oracle else []

    def winch(self, columns, rows):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settle(self, label, first=0.5, quiet=0.06, begun=None):
        """Reads until nothing comes any more; one more step of this name."""
        sent, reads, ms, last = b"", 0, 0.0, time.perf_counter()
        begun = begun or last
        started = time.time() - (last - begun)
        while True:
            while self.answers and self.answers[0][0] <= time.perf_counter():
                os.write(self.fd, self.answers.pop(0)[1])
            wait = last + (quiet if sent else first) - time.perf_counter()
            if self.answers:
                wait = min(wait, self.answers[0][0] - time.perf_counter())
            if not select.select([self.fd], [], [], max(0, wait))[0]:
                if self.answers and self.answers[0][0] < last + (quiet if sent else first):
                    continue
                break
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            last = time.perf_counter()
            sent, reads, ms = sent + data, reads + 1, (last - begun) * 1000
            self.term.write(data)
            self.answers += [(last + self.rtt, answer) for answer in self.term.replies]
            self.term.replies.clear()
        least = [oracle.frame(self.term) for oracle in self.oracles] or [b"", b""]
        self.steps[label].append(Step(len(sent), len(least[0]), len(least[1]), reads, ms, 0))
        self.spans.append((started, label, len(self.steps[label]) - 1))
        if self.show and label:
            print(f"{label:12} {len(sent):5} {len(least[0]):5} {len(least[1]):5}  {sent}\n{'':31}{least[1]}")

    def send(self, label, text, **how):
        begun = time.perf_counter()
        os.write(self.fd, text.encode())
        self.settle(label, begun=begun, **how)

    def keys(self, label, keys, **how):
        """A step a key: letters of a text, or names."""
        for key in keys:
            self.send("newline" if key == "\n" else label, KEYS.get(key, key), **how)

    def words(self, label, text):
        """A step a word, its letters arriving at once."""
        for word in re.findall(r"\S+\s*", text):
            self.send(label, word.replace("\n", "\r"))

    def paste(self, text):
        self.send("paste", f"\x1b[200~{text}\x1b[201~", quiet=0.3)

    def shows(self, text):
        return any(text in line for line in self.term.text())

    def expect(self, text):
        if not self.shows(text):
            self.close()
            sys.exit(f"{text!r} is not on the screen:\n" + "\n".join(self.term.text()))

    def resize(self, columns, rows):
        self.rows, self.columns = rows, columns
        self.term.resize(rows, columns)
        self.begin_anew()  # as the program does
        begun = time.perf_counter()
        self.winch(columns, rows)
        self.settle("resize", 1, 0.2, begun)

    def status(self, field):
        """A number of /proc/PID/status, over the program and what it started."""
        total, todo = 0, [self.pid]
        while todo:
            pid = todo.pop()
            try:
                for thread in os.listdir(f"/proc/{pid}/task"):
                    with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                        todo += map(int, file.read().split())
                    if field == "VmHWM" and int(thread) != pid:
                        continue
                    with open(f"/proc/{pid}/task/{thread}/status", encoding="utf-8") as file:
                        total += int(re.search(rf"^{field}:\s+(\d+)", file.read(), re.M)[1])
            except (OSError, TypeError):
                pass
        return total

    def close(self):
        """Ends it; counts the writes of each step where they were traced."""
        try:
            os.killpg(self.pid, signal.SIGHUP)
        except ProcessLookupError:
            pass
        os.close(self.fd)
        end = time.time() + 2
        while time.time() < end and not os.waitpid(self.pid, os.WNOHANG)[0]:
            time.sleep(0.01)
        else:
            if time.time() >= end:
                os.killpg(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        if self.trace:
            with open(self.trace, encoding="utf-8", errors="replace") as file:
                at = [float(found[1]) for line in file if (found := re.match(r"\d+\s+(\d+\.\d+) \w+\(\d+</dev/(?:pts/|tty)", line))]
            os.unlink(self.trace)
            starts = [start for start, _, _ in self.spans]
            belongs = Counter(max(0, bisect.bisect(starts, when) - 1) for when in at)
            for place, (_, label, n) in enumerate(self.spans):
                self.steps[label][n] = self.steps[label][n]._replace(writes=belongs[place])


def mean(steps, field):
    return statistics.mean(getattr(step, field) for step in steps)


def median(values):
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


def worst(values, part=0.95):
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


def measured(script, program, times, **how):
    """The lines of a program after a script, one a run. Writes are counted in a run of their own, which takes longer."""
    taken = [script(program, **how) for _ in range(times)]
    if shutil.which("strace"):
        traced = script(program, trace=True, **how)
        for line in taken:
            for label, some in line.steps.items():
                line.steps[label] = [step._replace(writes=other.writes) for step, other in zip(some, traced.steps[label])]
    return taken


def triple(taken, label):
    """`bytes / oracle / writes` a step of this name; medians over the runs."""
    some = [line.steps[label] for line in taken if line.steps.get(label)]
    if not some:
        return "–"
    return " / ".join(short(median(mean(steps, field) for steps in some)) for field in ("bytes", "oracle", "writes"))


def whole(taken, without=()):
    """Bytes, oracle and writes of all steps but some; medians over the runs."""
    kept = [[step for label, some in line.steps.items() if label not in without for step in some] for line in taken]
    return [median(sum(getattr(step, field) for step in some) for some in kept) for field in ("bytes", "oracle", "writes")]


def short(number, digits=1):
    """A number as tables say it."""
    if number is None:
        return "–"
    return f"{number:,.0f}" if number >= 100 else f"{number:.{digits}f}"


def table(heads, rows):
    """Prints a table that Markdown reads."""
    rows = [[str(cell) for cell in row] for row in rows]
    print("| " + " | ".join(heads) + " |\n| --- |" + " ---: |" * (len(heads) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def once(command, env):
    """Milliseconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - begun) * 1000
