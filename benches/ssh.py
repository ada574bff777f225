"""What a real sshd makes of it: packets and bytes a key, and a key held over a slow line. Linux, as root; the standard library, OpenSSH.

    sudo python3 benches/ssh.py keys [--program target/release/convenor]
    sudo python3 benches/ssh.py held [--rate 1200] [--rtt 300] [--only WORD]

Two network namespaces are joined by this process, which carries the packets from one to the other: `rate` bytes a second,
headers and all, and half of `rtt` milliseconds each way. An sshd of its own runs in one of them, with keys made for the
occasion in a temporary folder; the client in the other. Nothing outside is touched or reached.

`keys` types letters and counts what comes back for each: packets that carry something, bytes of SSH in them, and bytes with the
headers of IP and TCP.

`held` holds a key for three seconds at 30 a second; "after" is the time from the last key to the last byte at the client's
terminal. It has two parts: "typed" passes until the last key has reached the server, for SSH makes 88 bytes of each, so that 30 a
second are more than a line of 1,200 bytes a second carries; only "shown", the rest, is ours.
"""

import argparse
import ctypes
import fcntl
import heapq
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

from line import CONVENOR, sample
from slow_line import EACH, HELD, HOLDS

TUNSETIFF, IFF_TUN, IFF_NO_PI, CLONE_NEWNET = 0x400454CA, 0x0001, 0x1000, 0x40000000
HERE, THERE = "10.98.7.1", "10.98.7.2"
WORDS = "Ilda Marev alone again; the deputy post is frozen until May. "


class Link(threading.Thread):
    """Two namespaces and the line between them."""

    def __init__(self):
        super().__init__(daemon=True)
        self.names = [f"convenor-{end}-{os.getpid()}" for end in "ab"]
        self.rate, self.way = 1e9, 0.0
        self.packets = self.payload = self.bytes = self.again = 0  # towards the client; packets sent again
        self.newest = {}
        self.heard = 0.0  # when the last of what was typed reached the server
        for name in self.names:
            subprocess.run(["ip", "netns", "add", name], check=True)
        self.client = self.tun(self.names[0], HERE, THERE)
        self.server = self.tun(self.names[1], THERE, HERE)

    def tun(self, name, address, peer):
        libc = ctypes.CDLL(None, use_errno=True)
        mine, other = os.open("/proc/self/ns/net", os.O_RDONLY), os.open(f"/run/netns/{name}", os.O_RDONLY)
        libc.setns(other, CLONE_NEWNET)
        fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH", b"line", IFF_TUN | IFF_NO_PI))
        libc.setns(mine, CLONE_NEWNET)
        os.close(mine), os.close(other)
        for words in (["addr", "add", address, "peer", peer, "dev", "line"], ["link", "set", "line", "up", "mtu", "1400"]):
            subprocess.run(["ip", "-n", name, *words], check=True)
        return fd

    def run(self):
        waiting, free, count = [], {self.client: 0.0, self.server: 0.0}, 0
        while True:
            wait = max(0, waiting[0][0] - time.monotonic()) if waiting else 1
            for fd in select.select([self.client, self.server], [], [], wait)[0]:
                packet, now = os.read(fd, 65535), time.monotonic()
                out = self.server if fd == self.client else self.client
                free[fd] = max(now, free[fd]) + len(packet) / self.rate
                heapq.heappush(waiting, (free[fd] + self.way, count, out, packet))
                count += 1
                carried = tcp_payload(packet)
                if out == self.server and carried:
                    self.heard = free[fd] + self.way
                if out == self.client and carried:
                    self.packets, self.payload, self.bytes = self.packets + 1, self.payload + carried, self.bytes + len(packet)
                    ports, number = packet[20:24], struct.unpack(">I", packet[24:28])[0]
                    self.again += ports in self.newest and (number - self.newest[ports]) % 2**32 >= 2**31
                    self.newest[ports] = number + carried
            while waiting and waiting[0][0] <= time.monotonic():
                _, _, out, packet = heapq.heappop(waiting)
                os.write(out, packet)

    def end(self):
        for name in self.names:
            subprocess.run(["ip", "netns", "del", name], check=False)


def tcp_payload(packet):
    """How many bytes a packet carries; none when it is not TCP over IPv4."""
    if len(packet) < 40 or packet[0] >> 4 != 4 or packet[9] != 6:
        return 0
    head = (packet[0] & 15) * 4
    return struct.unpack(">H", packet[2:4])[0] - head - (packet[head + 12] >> 4) * 4


class Server:
    """An sshd with keys of its own."""

    def __init__(self, link, folder):
        self.folder, self.link = folder, link
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{folder}/{name}"], check=True)
        config = {"Port": 2222, "ListenAddress": THERE, "HostKey": f"{folder}/host", "AuthorizedKeysFile": f"{folder}/user.pub",
                  "StrictModes": "no", "PermitRootLogin": "yes", "UsePAM": "no", "PidFile": "none", "PrintMotd": "no"}
        with open(f"{folder}/config", "w", encoding="utf-8") as file:
            file.writelines(f"{key} {value}\n" for key, value in config.items())
        os.makedirs("/run/sshd", exist_ok=True)
        command = ["ip", "netns", "exec", link.names[1], shutil.which("sshd") or "/usr/sbin/sshd", "-D", "-e", "-f", f"{folder}/config"]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(0.5)

    def ssh(self, command, *options):
        words = ["ip", "netns", "exec", self.link.names[0], "ssh", "-tt", "-F", "none", "-i", f"{self.folder}/user", "-p", "2222", "-o",
                 "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", *options, f"root@{THERE}"]
        return Session([*words, " ".join(command)])

    def end(self):
        self.process.terminate()
        self.process.wait()


class Session:
    """An SSH client in a terminal of 80x24."""

    def __init__(self, command):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execvpe(command[0], command, dict(os.environ, TERM="xterm-256color"))
        self.arrived, self.bytes = time.monotonic(), 0

    def until(self, end):
        while (wait := end - time.monotonic()) > 0:
            if not select.select([self.fd], [], [], wait)[0]:
                return
            try:
                self.bytes += len(os.read(self.fd, 65536))
            except OSError:
                return
            self.arrived = time.monotonic()

    def rest(self, quiet=1.0):
        while True:
            before = self.bytes
            self.until(time.monotonic() + quiet)
            if self.bytes == before:
                return

    def type(self, keys):
        os.write(self.fd, keys)

    def end(self):
        os.kill(self.pid, signal.SIGHUP)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def environment(home):
    return ["env", f"HOME={home}", f"XDG_STATE_HOME={home}/state", f"XDG_CONFIG_HOME={home}/config", "CONVENOR_TODAY=2026-03-16", "LANG=C.UTF-8"]


def keys(link, server, program):
    print(f"{'letters typed into':<26} {'packets':>8} {'SSH bytes':>10} {'IP bytes':>9} {'SSH with -C':>12}")
    with tempfile.TemporaryDirectory() as home:
        for what, command, before in [
            ("cat (the terminal's echo)", ["cat"], []),
            ("convenor, a note", [*environment(home), program, "open", sample(home)], [b"c", b"mol", b"\r"]),
            ("nano", ["nano", home + "/note.txt"], []),
            ("vim", ["vim", "-u", "NONE", home + "/note.txt"], [b"i"]),
        ]:
            if not shutil.which(command[0]):
                continue
            rows = []
            for options in ([], ["-C"]):
                session = server.ssh(command, *options)
                session.rest(2.5)
                for key in before:
                    session.type(key)
                    session.rest(0.5)
                session.type(WORDS[:1].encode())  # the pen is put down with the first
                session.rest(0.3)
                start = link.packets, link.payload, link.bytes
                for letter in WORDS[1:]:
                    session.type(letter.encode())
                    session.until(time.monotonic() + 0.06)
                session.rest(0.3)
                rows.append([(now - then) / (len(WORDS) - 1) for now, then in zip((link.packets, link.payload, link.bytes), start)])
                session.end()
            plain, packed = rows
            print(f"{what:<26} {plain[0]:8.2f} {plain[1]:10.1f} {plain[2]:9.1f} {packed[1]:12.1f}", flush=True)


def held(link, server, program, rate, rtt, only):
    for title, words in (("as it comes", []), ("--low-bandwidth", ["--low-bandwidth"])):
        print(f"{title}\n  {'held':<26} {'after':>7} {'typed':>7} {'shown':>7} {'bytes':>7} {'on the line':>12} {'packets':>8} {'again':>6}")
        for what, before, key in HOLDS:
            if only not in what:
                continue
            with tempfile.TemporaryDirectory() as home:
                link.rate, link.way = rate, rtt / 2000  # from the start: TCP learns how slow the line is
                session = server.ssh([*environment(home), program, "open", sample(home), *words])
                while session.bytes < 1_000:
                    session.until(time.monotonic() + 1)
                session.rest(2)
                for keys_ in before:
                    session.type(keys_)
                    session.rest(2)
                start, link.packets, link.bytes, link.again = session.bytes, 0, 0, 0
                begin, count = time.monotonic(), round(HELD / EACH)
                for n in range(count):
                    session.until(begin + n * EACH)
                    while time.monotonic() < begin + n * EACH:
                        session.until(begin + n * EACH)
                    session.type(key)
                last = time.monotonic()
                session.rest(3)
                after, heard = max(0.0, session.arrived - last), max(0.0, link.heard - last)
                print(f"  {what:<26} {after:6.2f}s {heard:6.2f}s {after - heard:6.2f}s {session.bytes - start:>7} {link.bytes:>12} {link.packets:>8} {link.again:>6}", flush=True)
                session.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("keys", "held"))
    parser.add_argument("--program", default=CONVENOR)
    parser.add_argument("--rate", type=float, default=1200)
    parser.add_argument("--rtt", type=float, default=300)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    if os.geteuid():
        sys.exit("Namespaces are made by root alone: sudo python3 benches/ssh.py")
    program = os.path.abspath(args.program)
    link = Link()
    link.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            server = Server(link, folder)
            try:
                if args.what == "keys":
                    keys(link, server, program)
                else:
                    held(link, server, program, args.rate, args.rtt, args.only)
            finally:
                server.end()
    finally:
        link.end()


main()
