"""Changes made outside while somebody works: when they are on the screen, and whether they delay a key.

    python3 benches/outside.py [RUNS]

A list of 143 and of 10,000 records is open, and a key goes up and down in it nine times a second (oftener it is a key held,
whose pictures are spaced): first while nothing else happens, then while another process saves a record thirty times a second, as an editor does (a new file in the old one's place). "noticed"
is from the last byte written outside to the word on the screen. Keys are from the key to its frame; medians of
the runs, five unless said.
"""

import multiprocessing
import os
import select
import tempfile
import time

from line import CONVENOR, KEYS, Line, environment, median, records, runs, table, worst

EACH, KEYS_HELD = 1 / 9, 100


def pressed(line):
    """A key at a time, evenly: milliseconds to the first bytes that follow each."""
    taken = []
    for n in range(KEYS_HELD):
        begun = time.perf_counter()
        os.write(line.fd, KEYS["up" if n % 2 else "down"].encode())
        shown = None
        while (wait := begun + EACH - time.perf_counter()) > 0:
            if select.select([line.fd], [], [], wait)[0]:
                line.term.write(os.read(line.fd, 65536))
                shown = shown or time.perf_counter()
        taken += [(shown - begun) * 1000] if shown else []
    return taken


def save(path, text):
    """As an editor does."""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".new", path)


def keep_saving(folder):
    """One record after the other, thirty a second, until it is ended."""
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))[:200]]
    texts = {path: open(path, encoding="utf-8").read() for path in paths}
    n = 0
    while True:
        n += 1
        path = paths[n % len(paths)]
        save(path, texts[path].rstrip("\n") + f"\n# {n}\n")
        time.sleep(1 / 30)


def once(count):
    with tempfile.TemporaryDirectory() as home:
        folder = records(home + "/dialogue", count)
        line = Line([CONVENOR, "open", folder], environment(home), oracle=False, patience=1)
        line.keys("before", "1")
        while not any(row.startswith(" Issues") for row in line.term.text()):
            line.keys("before", ["tab"])
        quiet = pressed(line)
        other = multiprocessing.Process(target=keep_saving, args=(folder + "/meetings",))
        other.start()
        busy = pressed(line)
        other.terminate()
        other.join()
        line.settle("rest", 0.5, 0.5)
        issue = sorted(os.listdir(folder + "/issues"))[0]
        with open(f"{folder}/issues/{issue}", encoding="utf-8") as file:
            text = file.read()
        line.keys("before", ["home"])
        save(f"{folder}/issues/{issue}", "".join('title = "Aardvark"\n' if row.startswith("title = ") else row for row in text.splitlines(True)))
        begun = time.perf_counter()
        while not line.shows("Aardvark") and time.perf_counter() < begun + 15:
            if select.select([line.fd], [], [], 0.5)[0]:
                line.term.write(os.read(line.fd, 65536))
        noticed = (time.perf_counter() - begun) * 1000 if line.shows("Aardvark") else None
        line.close()
    return quiet, busy, noticed


def main():
    rows = []
    for count in (143, 10_000):
        taken = [once(count) for _ in range(runs())]
        quiet, busy = ([f"{median(median(some[n]) for some in taken):.2f} / {median(worst(some[n]) for some in taken):.2f}"] for n in (0, 1))
        later = median(median(busy) for _, busy, _ in taken) - median(median(quiet) for quiet, _, _ in taken)
        noticed = median(noticed for *_, noticed in taken)
        rows.append([f"{count:,}", *quiet, *busy, f"{later:.2f}", "not within 15 s" if noticed is None else f"{noticed:.0f}"])
    table(["records", "key at rest, ms, median / p95", "while others save", "later, ms", "noticed after, ms"], rows)


if __name__ == "__main__":
    main()
