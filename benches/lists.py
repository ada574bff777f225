"""A list of 1,000 items: what each key costs in bytes, and what doing nothing costs, here and in other programs.

    python3 benches/lists.py [RUNS]

Bytes a key / about the fewest that show the same screens (`oracle/`) / write() calls, at 80x24; medians of the runs, five unless
said. convenor shows a thousand meetings, file managers a folder of a thousand files. What is not installed is left out, and
what a program does not have is a dash.
"""

import os
import shutil
import tempfile
import time

from line import CONVENOR, Line, environment, measured, median, runs, sample, short, table, triple, whole

COUNT = 1_000
# How each program is started on a folder, and its keys where they differ.
PROGRAMS = {
    "convenor": {"command": [CONVENOR], "open": ["enter"], "back": ["esc"], "tabs": list("231"), "filter": "/", "word": "legal"},
    "nnn": {"command": ["nnn", "{files}"], "filter": "/", "word": "garden"},
    "mc": {"command": ["mc", "-u", "{files}"], "tabs": ["tab", "tab"], "word": ""},
    "vifm": {"command": ["vifm", "{files}"], "end": "G", "open": ["w"], "back": ["w"], "tabs": ["tab", "tab"], "filter": "/", "word": "garden\n"},
    "lf": {"command": ["lf", "{files}"], "end": "G", "open": ["i"], "back": ["q"], "filter": "/", "word": "garden\n"},
    "ranger": {"command": ["ranger", "{files}"], "open": ["i"], "back": ["i"], "filter": "/", "word": "garden\n"},
}
STEPS = ["start", "down", "pgdn", "end", "open", "back", "tabs", "filter_keys", "resize"]
IDLE = 10


def begin(name, home, **how):
    command, size = PROGRAMS[name]["command"], (80, 24)
    if name != "convenor":
        return Line([word.format(files=home + "/files") for word in command], environment(home), size, **how)
    # fourteen meetings a year
    line = Line([CONVENOR, "open", home + "/dialogue"], environment(home), size, **how)
    line.keys("before", "1")
    while not any(row.startswith(" Bilateral meetings") for row in line.term.text()):
        line.keys("before", ["tab"])
    return line


def session(name, **how):
    app = PROGRAMS[name]
    with tempfile.TemporaryDirectory() as home:
        if name == "convenor":
            sample(home, COUNT // 14)
        else:
            files(home)
        line = begin(name, home, **how)
        line.keys("down", ["down"] * 30)
        line.keys("pgdn", ["pgdn"] * 5)
        line.keys("end", [app.get("end", "end")])
        line.keys("home", ["home"])
        line.keys("open", app.get("open", []))
        line.keys("back", app.get("back", []))
        line.keys("tabs", app.get("tabs", []))
        if app["word"]:
            line.keys("filter", app.get("filter", ""))
            for letter in app["word"]:
                line.send("filter_end" if letter == "\n" else "filter_keys", letter.replace("\n", "\r"))
            line.keys("filter_end", ["esc"])
        line.settle("settled", 0.5)
        woken, begun = line.status("voluntary_ctxt_switches"), time.time()
        line.settle("idle", IDLE, IDLE)
        line.woken = (line.status("voluntary_ctxt_switches") - woken) / (time.time() - begun)
        line.resize(120, 40)
        line.peak = line.status("VmHWM") / 1024
        line.close()
    return line


def files(home):
    words = "report server meeting budget review release backup customer garden invoice".split()
    os.makedirs(home + "/files")
    for n in range(COUNT):
        with open(f"{home}/files/{words[n % 10]}-{words[n // 10 % 10]}-{n}.txt", "w", encoding="utf-8") as file:
            file.write("some words\n" * 5)


def main():
    times = runs()
    costs, sessions = [], []
    for name, app in PROGRAMS.items():
        if not shutil.which(app["command"][0]):
            continue
        taken = measured(session, name, times)
        costs.append([name] + [triple(taken, label) for label in STEPS])
        size, least, writes = whole(taken, without=("idle", "before"))
        quiet = median(line.steps["idle"][0].bytes for line in taken) / IDLE
        woken, peak = median(line.woken for line in taken), median(line.peak for line in taken)
        sessions.append([name, short(size), f"{size / least:.2f}", short(writes), short(quiet), short(woken), short(peak)])
    table(["program", *STEPS], costs)
    table(["the whole session", "bytes", "ratio to oracle", "writes", "B/s idle", "wake-ups/s", "peak RSS MiB"], sessions)


if __name__ == "__main__":
    main()
