"""How starting, asking and memory grow with the number of records, beside tools that read the same files.

    python3 benches/growth.py [RUNS] [RECORDS ...]

From exec to the last byte of the first screen and the peak of resident memory then; `convenor status`; and what listing and
reading the same files costs. Milliseconds, warm, medians of the runs, five unless said; everything has its turn in each run. 100, 1,000,
10,000 and 100,000 records unless named: the sample again and again under other ids. `nano` opens one file. What is not
installed is left out.
"""

import shutil
import sys
import tempfile

from line import CONVENOR, Line, environment, median, once, records, runs, short, table

COUNTS = [100, 1_000, 10_000, 100_000]


def first_screen(command, env, count):
    """Milliseconds to the last byte of the first screen, and MiB."""
    line = Line(command, env, oracle=False, patience=0.3 + count / 20_000)
    peak = line.status("VmHWM") / 1024
    line.close()
    return line.steps["start"][0].ms, peak


def main():
    times, counts = runs(), [int(word) for word in sys.argv[2:]] or COUNTS
    columns = []
    with tempfile.TemporaryDirectory() as home:
        env = environment(home)
        for count in counts:
            folder = records(f"{home}/{count}", count)
            ways = {
                "nano, one file": ["nano", folder + "/dialogue.toml"],
                "`ls -RU`": ["ls", "-RU", folder],
                "`rg -c value`": ["rg", "-c", "value", folder],
                "convenor status": [CONVENOR, "status", "--dialogue", folder],
                "convenor, first screen": [CONVENOR, "open", folder],
            }
            ways = {label: command for label, command in ways.items() if shutil.which(command[0])}
            taken = {label: [] for label in ways}
            for _ in range(times):
                for label, command in ways.items():
                    screen = label.startswith("nano") or label.endswith("screen")
                    taken[label].append(first_screen(command, env, count) if screen else (once(command, env), None))
            column = {label: [median(figures) for figures in zip(*some)] for label, some in taken.items()}
            columns.append(column)
            shutil.rmtree(folder)
    heads = [f"{count:,}" for count in counts]
    table(["ms (peak RSS MiB)", *heads], [[label] + [figure(*column[label]) for column in columns] for label in columns[0]])
    held = [(label, other) for label in ("convenor status", "convenor, first screen") for other in ("`rg -c value`", "nano, one file") if other in columns[0]]
    table(["within one run", *heads], [[f"{label} / {other}"] + [f"{column[label][0] / column[other][0]:.2f}" for column in columns] for label, other in held])


def figure(ms, peak):
    return short(ms) if peak is None else f"{short(ms)} ({peak:.0f})"


if __name__ == "__main__":
    main()
