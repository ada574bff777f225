"""Start and one-shot commands of convenor beside rg and nano, as ratios within one run. Linux; the standard library only.

    python3 benches/against.py [RUNS]

Times are wall-clock medians, warm. A start ends with the last byte of the first screen in a pseudo-terminal of 80x24.
"""

import fcntl
import os
import pty
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

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CONVENOR = os.path.join(ROOT, "target/release/convenor")


def sample():
    folder = os.path.join(ROOT, "config/demo")
    for path, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(".toml"):
                full = os.path.join(path, name)
                with open(full, "rb") as file:
                    yield os.path.relpath(full, folder), file.read()


def write(folder, count):
    """The sample again and again under other ids, until there are `count` records."""
    files = sorted(sample())
    for n in range(count):
        name, text = files[n % len(files)]
        if n >= len(files):
            name = name.replace("/", f"/r{n // len(files)}-") if "/" in name else f"issues/d{n}.toml"
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text)


def start(command, env):
    """Milliseconds from exec to the last byte of the first screen, and its bytes."""
    fd, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    name = os.ttyname(slave)
    begin = last = time.perf_counter()
    opens = [(os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
    pid = os.posix_spawnp(command[0], command, env, setsid=True, file_actions=opens)
    os.close(slave)
    size = 0
    while select.select([fd], [], [], 0.2 if size else 10)[0]:
        try:
            data = os.read(fd, 65536)
        except OSError:
            break
        if not data:
            break
        last, size = time.perf_counter(), size + len(data)
    os.killpg(pid, signal.SIGHUP)
    os.waitpid(pid, 0)
    os.close(fd)
    return (last - begin) * 1000, size


def once(command, env):
    """Milliseconds a command takes."""
    begin = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - begin) * 1000, 0


def compare(what, runs, env):
    """Runs each in turn, again and again; the first is what the others are held against."""
    known = [(label, how, command) for label, how, command in what if shutil.which(command[0])]
    taken = {label: [] for label, _, _ in known}
    for _ in range(runs):
        for label, how, command in known:
            taken[label].append(how(command, env))
    base = None
    for label, times in taken.items():
        median = statistics.median(ms for ms, _ in times)
        base = base or median
        size = f"{times[0][1]:>6} bytes" if times[0][1] else ""
        print(f"  {label:<36} {median:8.1f} ms  {median / base:6.2f}  {size}")


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, TERM="xterm-256color", CONVENOR_TODAY="2026-03-16", HOME=folder, XDG_STATE_HOME=folder + "/state")
        env.update(XDG_CONFIG_HOME=folder + "/config")
        note = os.path.join(folder, "note.txt")
        with open(note, "w", encoding="utf-8") as file:
            file.write("A short note.\n")
        for count in (len(list(sample())), 10_000):
            data = os.path.join(folder, str(count))
            write(data, count)
            print(f"{count} records")
            opened = [CONVENOR, "open", data]
            compare([("nano, one file", start, ["nano", note]), ("convenor, first screen", start, opened)], runs, env)
            status = [CONVENOR, "status", "--dialogue", data]
            compare([("rg -c value", once, ["rg", "-c", "value", data]), ("convenor status", once, status)], runs, env)


main()
