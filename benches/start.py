"""Starting, answering, memory and size, here and in editors.

    python3 benches/start.py [RUNS]

From exec to the last byte of the first screen, in milliseconds, with a terminal that answers questions at once and with one
300 ms away; how many questions are asked; from a key to the last byte of its frame, for letters at the end of a line (median and
95th of a hundred) and for steps that scroll a long note; the peak of resident memory; the size of the program. Medians of the runs, five unless
said; every program has its turn in each run. Times depend on the machine: read them as ratios within one run.
"""

import os
import shutil
import tempfile

from line import CONVENOR, Line, environment, median, runs, sample, short, table, worst
from notes import LONG, PROGRAMS, opened

LETTERS = "they want it in writing before the end of the month, "


def start(name, rtt=0.0):
    """One start, of an empty note or of the sample."""
    with tempfile.TemporaryDirectory() as home:
        command = [word.format(file=home + "/note.txt") for word in PROGRAMS[name]["command"]]
        if name == "convenor":
            command = [CONVENOR, "open", sample(home, 0)]
        line = Line(command, environment(home), rtt=rtt, oracle=False)
        asked = sum(line.term.queries.values())
        line.close()
        return line.steps["start"][0].ms, asked


def typed(name):
    """Letters and scrolled lines: milliseconds of each, and the peak of memory."""
    with tempfile.TemporaryDirectory() as home:
        line, _ = opened(name, home, LONG, oracle=False)
        line.keys("before", ["down"] * 30)
        line.keys("scroll", ["down"] * 20)
        line.keys("before", PROGRAMS[name].get("before", []) + ["end", "enter"])
        line.keys("letter", (LETTERS * 2)[:100])
        peak = line.status("VmHWM") / 1024
        line.close()
        return [[step.ms for step in line.steps[label] if step.bytes] for label in ("letter", "scroll")] + [peak]


def main():
    times = runs()
    installed = [name for name, app in PROGRAMS.items() if shutil.which(app["command"][0])]
    taken = {name: [] for name in installed}
    for _ in range(times):
        for name in installed:
            taken[name].append((start(name), start(name, rtt=0.3), typed(name)))
    rows = []
    for name, some in taken.items():
        letters = [letters for _, _, (letters, _, _) in some]
        size = os.path.getsize(os.path.realpath(shutil.which(PROGRAMS[name]["command"][0]))) / 1024
        rows.append([name, short(median(near for (near, _), _, _ in some)), short(median(far for _, (far, _), _ in some)), some[0][0][1],
                     f"{median(median(ms) for ms in letters):.2f} / {median(worst(ms) for ms in letters):.2f}",
                     f"{median(median(scrolled) for _, _, (_, scrolled, _) in some):.2f}", short(median(peak for *_, (_, _, peak) in some)), f"{size:,.0f}"])
    table(["program", "first screen, ms", "at RTT 300 ms", "questions", "key ms, median / p95", "scroll ms", "peak RSS MiB", "program KB"], rows)


if __name__ == "__main__":
    main()
