"""What keys cost on the line, in bytes, beside the fewest bytes that could show the same. Linux; the standard library only.

    python3 benches/wire.py [PROGRAM] [--runs N] [--size COLUMNSxROWS] [--term NAME] [--show]

PROGRAM is the convenor to measure, target/release/convenor unless named. It runs in a pseudo-terminal on the sample, one key
(or word) at a time; a step ends when nothing has come for a while. `oracle/` then looks at the screens before and after and
finds a nearly shortest way from one to the other: once with all that terminals of today understand, once without repeating
a character (REP), which not all do, and which convenor does not use. `--show` prints the bytes of every step.

A frame is one write; what is read at once is counted as one (more than 4,095 bytes come as two).
"""

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "oracle"))

import vt  # noqa: E402
from oracle import Oracle  # noqa: E402
from slow_line import sample  # noqa: E402

KEYS = {"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
        "pgup": "\x1b[5~", "pgdn": "\x1b[6~", "enter": "\r", "\n": "\r", "tab": "\t", "esc": "\x1b[27u", "bs": "\x7f",
        "space": " ", "C-s": "\x13", "C-k": "\x0b", "C-l": "\x0c"}

NOTE = ["""The week began with a quiet morning and a long list of small things.
I answered two letters, moved the old notes into one place, and wrote
down what each open task still needs before Friday.

The report is nearly done: the numbers are checked, the summary is not.
Ana will read it tomorrow. If the server move slips again we should
tell the others early rather than hope.

""", """For next week: a call about the garden plan, the invoice for March,
and a decision on the release date. Keep the afternoon of the 12th
free; nothing else may be put there without asking me first."""]

WORDS = "signing ministry interpreter budget quota school broadcast emergency training".split()
LONG = "\n".join(" ".join(WORDS[(i * 7 + k * (i % 5 + 1)) % 9] for k in range(6)) for i in range(120))


class Line:
    """The program at the other end of a line, and what it has sent so far."""

    def __init__(self, command, env, columns, rows, show):
        self.columns, self.rows, self.show = columns, rows, show
        self.term = vt.Term(rows, columns)
        self.begin_anew()
        self.steps = defaultdict(list)
        self.fd, slave = pty.openpty()
        self.winch(columns, rows)
        name = os.ttyname(slave)
        actions = [(os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        self.pid = os.posix_spawnp(command[0], command, env, setsid=True, file_actions=actions)
        os.close(slave)
        self.settle("W10 first screen", 20, 0.3)
        if self.term.queries:
            sys.exit(f"the terminal was asked: {dict(self.term.queries)}")

    def begin_anew(self):
        """The oracles paint all of it next time."""
        self.oracles = [Oracle(self.rows, self.columns, repeats=repeats) for repeats in (True, False)]

    def winch(self, columns, rows):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settle(self, label, first=0.3, quiet=0.06):
        """Reads until nothing comes any more; one more step of this name."""
        sent, chunks = b"", 0
        while select.select([self.fd], [], [], quiet if sent else first)[0]:
            data = os.read(self.fd, 65536)
            sent, chunks = sent + data, chunks + 1
            self.term.write(data)
        least = [oracle.frame(self.term) for oracle in self.oracles]
        self.steps[label].append((len(sent), len(least[0]), len(least[1]), chunks))
        if self.show and label:
            print(f"{label:28} {len(sent):5} {len(least[0]):5} {len(least[1]):5}  {sent}\n{'':47}{least[1]}")

    def send(self, label, text, **how):
        os.write(self.fd, text.encode())
        self.settle(label, **how)

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

    def expect(self, text):
        if not any(text in line for line in self.term.text()):
            sys.exit(f"{text!r} is not on the screen:\n" + "\n".join(self.term.text()))

    def resize(self, columns, rows):
        self.rows, self.columns = rows, columns
        self.term.resize(rows, columns)
        self.begin_anew()  # as the program does
        self.winch(columns, rows)
        self.settle("W15 resize", 1, 0.2)

    def close(self):
        os.killpg(self.pid, signal.SIGHUP)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def note(line):
    """The note of 600 letters, from the first to saved."""
    line.keys("", ["c"])
    line.words("", "molsp")
    line.keys("open a note", ["enter"])
    line.expect("Bilateral with MoLSP")
    line.keys("W1 letter at the end", NOTE[0])
    line.words("W4 word at once", NOTE[1])
    line.keys("W5 up", ["up"] * 4)
    line.keys("W5 home", ["home"])
    line.keys("W5 right", ["right"] * 10)
    line.keys("W3 letter inside", "really ")
    line.expect("really ")
    line.keys("W5 down", ["down"] * 2)
    line.keys("delete line", ["C-k"])
    line.keys("W5 left", ["left"] * 3)
    line.keys("page", ["pgup", "pgdn"])
    line.keys("save", ["C-s"])


def scroll(line):
    """A long note, line by line."""
    line.keys("", ["c"])
    line.words("", "molsp")
    line.keys("", ["enter"])
    line.paste(LONG)
    line.keys("", ["up"] * 20)
    line.keys("W6 scroll up", ["up"] * 40)
    line.keys("", ["down"] * 20)
    line.keys("W6 scroll down", ["down"] * 40)
    line.keys("W6 page", ["pgup", "pgup", "pgdn", "pgdn"])


def lists(line):
    """The list of meetings and what can be opened from it."""
    line.keys("W7 tab", "123456701")
    while not any("Bilateral meetings" in row and "14" in row and "last" not in row for row in line.term.text()):
        line.keys("W7 pane", ["tab"])
    line.keys("W8 down", ["down"] * 13)
    line.keys("W8 up", ["up"] * 13)
    line.keys("W7 page", ["pgdn", "pgup", "end", "home"])
    line.keys("W7 open", ["enter"])
    line.keys("W7 back", ["esc"])
    line.keys("filter", "/")
    line.keys("filter letter", "legal")
    line.keys("filter", ["esc"])
    line.resize(120, 40)


def long_list(line):
    """A list longer than the screen."""
    line.keys("", "1")
    while not any(row.startswith(" Bilateral meetings") for row in line.term.text()):
        line.keys("", ["tab"])
    line.keys("W8 thirty down a long list", ["down"] * 30)
    line.keys("W8 scrolled down", ["down"] * 30)
    line.keys("", ["up"] * 16)
    line.keys("W8 scrolled up", ["up"] * 30)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=os.path.join(os.path.dirname(HERE), "target/release/convenor"))
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--term", default="xterm-256color")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    columns, rows = map(int, args.size.split("x"))
    runs = []
    for _ in range(args.runs):
        steps = defaultdict(list)
        for script in (note, scroll, lists, long_list):
            with tempfile.TemporaryDirectory() as home:
                env = {"HOME": home, "XDG_STATE_HOME": home + "/state", "XDG_CONFIG_HOME": home + "/config", "PATH": os.environ["PATH"],
                       "TERM": args.term, "LANG": "C.UTF-8", "CONVENOR_TODAY": "2026-03-16"}
                words = ["open", sample(home)] if script is long_list else ["demo"]
                line = Line([shutil.which(args.program) or args.program, *words], env, columns, rows, args.show)
                script(line)
                line.close()
                for label, taken in line.steps.items():
                    steps[label] += taken
                if script is note:
                    first = list(line.steps).index("W1 letter at the end")
                    session = [step for label in list(line.steps)[first:] for step in line.steps[label]]
                    steps["W2 the whole note"].append(tuple(map(sum, zip(*session))))
        runs.append(steps)
    print(f"{'':26} {'steps':>5} {'mean':>8} {'median':>8} {'most':>6} {'oracle':>8} {'ratio':>6} {'no REP':>8} {'ratio':>6} {'writes':>6}")
    for label in sorted(filter(None, runs[0])):
        means = [[statistics.mean(column) for column in zip(*run[label])] for run in runs]
        mean, least, without, _ = (statistics.median(column) for column in zip(*means))
        some = [step for run in runs for step in run[label]]
        print(f"{label:26} {len(runs[0][label]):5} {mean:8.2f} {statistics.median(step[0] for step in some):8.1f} "
              f"{max(step[0] for step in some):6} {least:8.2f} {mean / max(least, 0.01):6.3f} {without:8.2f} "
              f"{mean / max(without, 0.01):6.3f} {max(step[3] for step in some):6}")


main()
