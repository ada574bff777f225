"""A key held for three seconds over a slow line: how long after it the screen is right. Linux; the standard library only.

    python3 benches/slow_line.py [--rate 1200] [--rtt 300] [--program target/release/convenor]

The program runs in a pseudo-terminal of 80x24 that takes all it sends at once, as sshd does; the line behind it is
simulated: it carries `rate` bytes a second, one after the other, and half of `rtt` milliseconds pass each way, for keys
and for the answers to the one question (ESC [ 5 n) that the program may ask. Nothing else slows it down, so its figures
do not depend on the machine. "after" is the time from the last key to the last byte on the screen.
"""

import argparse
import fcntl
import heapq
import os
import pty
import select
import signal
import struct
import tempfile
import termios
import time

from line import CONVENOR, environment, sample

QUESTION, ANSWER = b"\x1b[5n", b"\x1b[0n"
HELD, EACH = 3.0, 1 / 30

DOWN, UP, RIGHT, PAGE = b"\x1b[B", b"\x1b[A", b"\x1b[C", b"\x1b[6~"
LONG_NOTE = b"".join(b"Line %d of a note that is longer than the screen.\r" % n for n in range(60))

# What is held, the keys that lead there (each waits until the program is silent), and the held key.
HOLDS = [
    ("list, down", [b"1"] + [b"\t"] * 8, DOWN),
    ("list, page down", [b"1"] + [b"\t"] * 8, PAGE),
    ("note, a letter", [b"c", b"mol", b"\r"], b"x"),
    ("note, arrow right", [b"c", b"mol", b"\r", b"some words of a note\r", b"\x1b[1;5H"], RIGHT),
    ("note, arrow up (scrolls)", [b"c", b"mol", b"\r", b"\x1b[200~" + LONG_NOTE + b"\x1b[201~"], UP),
    ("matrix, down", [b"2", b"\t"], DOWN),
    ("matrix, right", [b"2", b"\t"], RIGHT),
    ("page, down", [b"4"], DOWN),
    ("page, page down", [b"7"], PAGE),
    ("tabs", [b"0"], b"]"),
]


class Line:
    """A program at the far end of a slow line."""

    def __init__(self, program, words, rate, rtt, env):
        self.rate, self.way = rate, rtt / 2
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(program, [program, *words], env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)
        self.free = 0.0  # when the line has carried everything so far
        self.up = []  # what is on its way to the program: when it arrives, what
        self.bytes = self.frames = self.questions = 0
        self.arrived = 0.0

    def type(self, keys, at):
        heapq.heappush(self.up, (at + self.way, len(self.up), keys))

    def until(self, end):
        """Lets time pass."""
        while (now := time.monotonic()) < end:
            while self.up and self.up[0][0] <= now:
                os.write(self.fd, heapq.heappop(self.up)[2])
            wait = min([end] + [at for at, _, _ in self.up[:1]]) - now
            if not select.select([self.fd], [], [], max(0, wait))[0]:
                continue
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return
            now = time.monotonic()
            self.frames += 1
            self.bytes += len(data)
            asked = data.count(QUESTION)
            self.questions += asked
            self.free = max(self.free, now) + len(data) / self.rate
            self.arrived = self.free + self.way
            for _ in range(asked):
                heapq.heappush(self.up, (self.arrived + self.way, len(self.up), ANSWER))

    def rest(self, quiet=0.6):
        """Until nothing has been sent for a while and the line is empty."""
        while True:
            before = self.bytes
            self.until(max(time.monotonic() + quiet + 2 * self.way, self.arrived + self.way + quiet))
            if self.bytes == before and not self.up:
                return

    def end(self):
        os.kill(self.pid, signal.SIGHUP)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def hold(program, words, keys, held, rate, rtt, env):
    line = Line(program, words, rate, rtt, env)
    line.rest()
    first = line.bytes
    for key in keys:
        line.type(key, time.monotonic())
        line.rest()
    line.bytes = line.frames = line.questions = 0
    begin = time.monotonic()
    count = round(HELD / EACH)
    for n in range(count):
        line.type(held, begin + n * EACH)
    last = begin + (count - 1) * EACH
    line.until(last)
    line.rest(1.5)
    result = max(0.0, line.arrived - last), line.bytes, line.frames, line.questions, first
    line.end()
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=float, default=1200)
    parser.add_argument("--rtt", type=float, default=300)
    parser.add_argument("--program", default=CONVENOR)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    ways = [("as it comes", [], {}), ("as it comes, over ssh", [], {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"})]
    ways.append(("--low-bandwidth", ["--low-bandwidth"], {}))
    for title, words, more in ways:
        print(f"{title}\n  {'held':<26} {'after':>7} {'bytes':>7} {'writes':>7} {'asked':>6}")
        for what, keys, held in HOLDS:
            if args.only not in what:
                continue
            with tempfile.TemporaryDirectory() as home:
                dialogue = sample(home)
                env = environment(home, **more)
                after, size, frames, asked, first = hold(args.program, ["open", dialogue, *words], keys, held, args.rate, args.rtt / 1000, env)
            print(f"  {what:<26} {after:6.2f}s {size:>7} {frames:>7} {asked:>6}", flush=True)
        print(f"  first screen {first} bytes")


if __name__ == "__main__":
    main()
