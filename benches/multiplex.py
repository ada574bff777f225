"""Whether tmux, GNU screen and mosh show what a plain terminal shows. Linux; the standard library, and what is to be looked at.

    python3 benches/multiplex.py [--program target/release/convenor]

The same keys go to the program in a plain pseudo-terminal, whose screen is kept by the model in `oracle/vt.py`, and inside
each multiplexer that is installed. What tmux has in its pane (`capture-pane`), and what screen and mosh draw, is
compared line by line with that after every step. The keys scroll a note and a list in both directions, write inside a
line, and go through pages; each step waits until the screen has stood still.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time

from line import CONVENOR, environment, vt

UP, DOWN, PGDN, PGUP, HOME = "\x1b[A", "\x1b[B", "\x1b[6~", "\x1b[5~", "\x1b[H"
LONG = "".join(f"Line {n} of a note that is longer than the screen: {'abcdefghij'[n % 10] * (n % 17)}\r" for n in range(40))
STEPS = ["1", "\t", "\t", "c", "mol", "\r", LONG, *[UP] * 25, *[DOWN] * 25, PGUP, PGDN, HOME, "écrit ", UP, "\r", "\x13", "\x1b",
         "7", DOWN, PGDN, "3", "8", PGDN, PGUP, "0", "?", "\x1b"]
COLUMNS, ROWS = 80, 24


class Plain:
    """A program in a pseudo-terminal, and the screen as the model has it."""

    name = "plain"

    def __init__(self, command, env, term="xterm-256color"):
        self.screen = vt.Term(ROWS, COLUMNS)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, dict(env, TERM=term))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def settle(self, quiet=0.4):
        while select.select([self.fd], [], [], quiet)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return
            self.screen.write(data)

    def type(self, keys):
        os.write(self.fd, keys.encode())
        self.settle()

    def lines(self):
        return [line.rstrip() for line in self.screen.text()]

    def end(self):
        os.kill(self.pid, signal.SIGHUP)
        self.settle(0.2)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


class Tmux:
    name = "tmux"

    def __init__(self, command, env):
        self.env, self.socket = env, ["tmux", "-L", f"convenor-{os.getpid()}", "-f", "/dev/null"]
        self.run("new-session", "-d", "-s", "x", "-x", str(COLUMNS), "-y", str(ROWS), "env", "TERM=tmux-256color", *command)
        self.run("set", "-g", "status", "off")
        self.run("resize-window", "-t", "x", "-x", str(COLUMNS), "-y", str(ROWS))

    def run(self, *words):
        return subprocess.run([*self.socket, *words], env=self.env, capture_output=True, check=True).stdout.decode()

    def settle(self, quiet=0.4):
        before = None
        while before != (before := self.run("capture-pane", "-p", "-t", "x")):
            time.sleep(quiet)

    def type(self, keys):
        self.run("send-keys", "-t", "x", "-H", *[f"{byte:02x}" for byte in keys.encode()])
        time.sleep(0.15)
        self.settle(0.15)

    def lines(self):
        lines = [line.rstrip() for line in self.run("capture-pane", "-p", "-t", "x").split("\n")]
        return (lines + [""] * ROWS)[:ROWS]

    def end(self):
        self.run("kill-server")


class Screen(Plain):
    """What GNU screen draws of its own screen."""

    name = "screen"

    def __init__(self, command, env):
        self.session = f"convenor-{os.getpid()}"
        rc = os.path.join(env["HOME"], "screenrc")
        with open(rc, "w", encoding="utf-8") as file:
            file.write("defutf8 on\nstartup_message off\naltscreen on\n")
        self.env = dict(env, SCREENDIR=os.path.join(env["HOME"], "screens"))
        os.makedirs(self.env["SCREENDIR"], mode=0o700)
        super().__init__(["screen", "-U", "-c", rc, "-S", self.session, *command], self.env)

    def end(self):
        subprocess.run(["screen", "-S", self.session, "-X", "quit"], env=self.env, check=False)
        super().end()


class Mosh(Plain):
    """What mosh's client draws; its server runs the program on this machine."""

    name = "mosh"

    def __init__(self, command, env):
        env = dict(env, LANG="C.UTF-8", LC_ALL="C.UTF-8", MOSH_PREDICTION_DISPLAY="never", MOSH_TITLE_NOPREFIX="1")
        words = ["mosh-server", "new", "-i", "127.0.0.1", "-p", str(free_port()), "--", "env", "TERM=xterm-256color", *command]
        # the server measures the terminal it is started from
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        told = subprocess.run(words, env=env, stdin=slave, capture_output=True, check=True).stdout.decode()
        os.close(slave), os.close(master)
        port, key = re.search(r"MOSH CONNECT (\d+) (\S+)", told).groups()
        super().__init__(["mosh-client", "127.0.0.1", port], dict(env, MOSH_KEY=key))
        self.settle(1.0)

    def end(self):
        self.type("\x1e.")
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=CONVENOR)
    args = parser.parse_args()
    wrong = 0
    shown = {}
    for kind, needed in ((Plain, "env"), (Tmux, "tmux"), (Screen, "screen"), (Mosh, "mosh-server")):
        if not shutil.which(needed):
            print(f"{kind.name}: not installed")
            continue
        with tempfile.TemporaryDirectory() as home:
            env = environment(home)
            at = kind([os.path.abspath(args.program), "demo"], env)
            while not any("Toolkit" in line for line in at.lines()):
                at.settle()
            screens = [at.lines()]
            for keys in STEPS:
                at.type(keys)
                if shown and at.lines() != shown[len(screens)]:
                    at.settle(2.0)  # perhaps it is still on its way
                screens.append(at.lines())
            at.end()
        if kind is Plain:
            shown = screens
            continue
        bad = [n for n, (one, other) in enumerate(zip(shown, screens)) if one != other]
        wrong += len(bad)
        print(f"{kind.name}: {len(screens) - len(bad)} of {len(screens)} screens as on a plain terminal")
        for n in bad[:2]:
            print(f"  after {STEPS[n - 1][:20]!r}")
            for one, other in zip(shown[n], screens[n]):
                if one != other:
                    print(f"    plain {one!r}\n    {kind.name:5} {other!r}")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
