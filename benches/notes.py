"""A note of 600 letters, and scrolling one of 500 lines: what each key costs in bytes, here and in editors.

    python3 benches/notes.py [RUNS]

Bytes a key / about the fewest that show the same screens (`oracle/`) / write() calls, at 80x24; medians of the runs, five unless
said. `word` is a whole word arriving at once, `insert` a letter inside a line. Editors that are not installed are left
out; CONVENOR names another program than target/release/convenor.
"""

import glob
import shutil
import tempfile

from line import CONVENOR, KEYS, Line, environment, mean, measured, median, runs, sample, short, table, triple, whole

PARAGRAPHS = ["""The week began with a quiet morning and a long list of small things.
I answered two letters, moved the old notes into one place, and wrote
down what each open task still needs before Friday.

The report is nearly done: the numbers are checked, the summary is not.
Ana will read it tomorrow. If the server move slips again we should
tell the others early rather than hope.

""", """For next week: a call about the garden plan, the invoice for March,
and a decision on the release date. Keep the afternoon of the 12th
free; nothing else may be put there without asking me first."""]
WORDS = "signing ministry interpreter budget quota school broadcast emergency training".split()
LONG = "\n".join(" ".join(WORDS[(i * 7 + k * (i % 5 + 1)) % 9] for k in range(6)) for i in range(500))

VI = {"before": ["i"], "delline": ["esc", "d", "d"], "save": list(":w\n"), "leave": ["esc"]}
EMACS = {"delline": ["C-a", "C-k", "C-k"], "save": ["C-x", "C-s"]}
PLAIN = {"delline": ["C-k"], "save": ["C-s"]}
# How each program is started on a file, and its keys where they differ.
PROGRAMS = {
    "convenor": {"command": [CONVENOR], "delline": ["home", "C-k", "C-k"], "save": ["C-s"]},
    "nano": {"command": ["nano", "{file}"], **PLAIN},
    "vim.tiny": {"command": ["vim.tiny", "{file}"], **VI},
    "vim": {"command": ["vim", "{file}"], **VI},
    "nvim": {"command": ["nvim", "{file}"], **VI},
    "jed": {"command": ["jed", "{file}"], **EMACS},
    "emacs": {"command": ["emacs", "-nw", "-Q", "{file}"], **EMACS},
    "joe": {"command": ["joe", "{file}"], "delline": ["C-y"], "save": ["C-k", "d", "enter"]},
    "ne": {"command": ["ne", "{file}"], "delline": ["C-y"], "save": ["C-s"]},
    "micro": {"command": ["micro", "{file}"], **PLAIN},
}
STEPS = ["type", "newline", "word", "up", "insert", "delline", "save"]


def opened(name, home, text, **how):
    """The program with a note open in it; the files it may write that into."""
    app = PROGRAMS[name]
    if name == "convenor":
        dialogue = sample(home, 0)
        line = Line([CONVENOR, "open", dialogue], environment(home), **how)
        line.keys("open", "c")
        line.words("open", "molsp")
        line.keys("open a note", ["enter"])
        line.expect("Bilateral with MoLSP")
        if text:
            line.paste(text)
            line.keys("open", ["top"])
        return line, dialogue + "/meetings/*molsp*"
    file = home + "/note.txt"
    if text:
        with open(file, "w", encoding="utf-8") as out:
            out.write(text + "\n")
    return Line([word.format(file=file) for word in app["command"]], environment(home), **how), file


def note(name, **how):
    """Three paragraphs are typed and worked over; the file must say so in the end."""
    app = PROGRAMS[name]
    with tempfile.TemporaryDirectory() as home:
        line, files = opened(name, home, "", **how)
        line.keys("before", app.get("before", []))
        line.keys("type", PARAGRAPHS[0])
        line.words("word", PARAGRAPHS[1])
        line.expect("nothing else may be put there")
        line.keys("up", ["up"] * 4)
        line.keys("home", ["home"])
        line.keys("right", ["right"] * 10)
        line.keys("insert", "really ")
        line.expect("really ")
        line.keys("down", ["down"] * 2)
        line.keys("left", ["left"] * 3)
        line.keys("delline", app["delline"])
        line.keys("page", ["pgup", "pgdn"])
        for key in app["save"]:
            line.send("save", KEYS.get(key, key))  # a newline is of the command, not of the text
        line.close()
        saved = "".join(open(file, encoding="utf-8").read() for file in glob.glob(files))
        if "really " not in saved or "nothing else" not in saved or "garden plan" in saved:
            print(f"{name}: the file is not what was typed")
    return line


def scroll(name, **how):
    """A long note, line by line, once the cursor is at the edge."""
    with tempfile.TemporaryDirectory() as home:
        line, _ = opened(name, home, LONG, **how)
        line.keys("before", ["down"] * 30)
        line.keys("scroll", ["down"] * 20)
        line.keys("page", ["pgdn"] * 3)
        line.keys("before", ["up"] * 30)
        line.keys("scroll up", ["up"] * 20)
        line.close()
    return line


def main():
    times = runs()
    rows, sessions, scrolled = [], [], []
    for name, app in PROGRAMS.items():
        if not shutil.which(app["command"][0]):
            continue
        taken = measured(note, name, times)
        rows.append([name] + [triple(taken, label) for label in STEPS])
        size, least, writes = whole(taken, without=("start", "open", "open a note"))
        sessions.append([name, short(size), short(least), f"{size / least:.2f}", short(writes)])
        taken = [scroll(name) for _ in range(times)]
        size, least = (median(mean(line.steps["scroll"], field) for line in taken) for field in ("bytes", "oracle"))
        scrolled.append([name, short(size), short(least), f"{size / least:.2f}"])
    table(["program", *STEPS], rows)
    table(["the whole note", "bytes", "oracle, same screens", "ratio", "writes"], sessions)
    table(["scrolling by a line", "bytes", "oracle", "ratio"], scrolled)


if __name__ == "__main__":
    main()
