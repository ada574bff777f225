"""The goals of the line: what keys cost in convenor, beside the fewest bytes that could show the same.

    python3 benches/wire.py [RUNS] [--size COLUMNSxROWS] [--show]

convenor runs in a pseudo-terminal on the sample, one key (or word) at a time; a step ends when nothing has come for a while.
`oracle/` then looks at the screens before and after and finds a nearly shortest way from one to the other: once with all that
terminals of today understand, once without repeating a character (REP), which not all do, and which convenor does not use.
`--show` prints the bytes of every step. CONVENOR names another program than target/release/convenor. A frame is one write; what is read at once is counted as one (more than 4,095
bytes come as two).
"""

import argparse
import statistics
import tempfile

from line import CONVENOR, Line, environment, mean, median, sample, table, whole
from notes import note, scroll

# What each goal is called, and the step of which script it is.
GOALS = {
    "W1 a letter at the end": ("note", "type"),
    "newline": ("note", "newline"),
    "W3 a letter inside": ("note", "insert"),
    "W4 a word at once": ("note", "word"),
    "W5 up": ("note", "up"),
    "W5 down": ("note", "down"),
    "W5 right": ("note", "right"),
    "W5 left": ("note", "left"),
    "W5 home": ("note", "home"),
    "delete a line": ("note", "delline"),
    "save": ("note", "save"),
    "open a note": ("note", "open a note"),
    "W6 a line down": ("scroll", "scroll"),
    "W6 a line up": ("scroll", "scroll up"),
    "W6 a page": ("scroll", "page"),
    "W7 another tab": ("lists", "tab"),
    "W7 another view of it": ("lists", "pane"),
    "W7 open a record": ("lists", "open"),
    "W7 back": ("lists", "back"),
    "W8 down": ("lists", "down"),
    "W8 up": ("lists", "up"),
    "the ends of a list": ("lists", "ends"),
    "filter": ("lists", "filter"),
    "a letter of a filter": ("lists", "filter letter"),
    "W8 thirty down a long list": ("long list", "thirty"),
    "W8 down, scrolling": ("long list", "scrolled down"),
    "W8 up, scrolling": ("long list", "scrolled up"),
    "W10 first screen": ("lists", "start"),
    "W15 a resize": ("lists", "resize"),
}


def meetings(line, label=""):
    """Goes through the panes of the tab to the list of meetings."""
    while not any(row.startswith(" Bilateral meetings") for row in line.term.text()):
        line.keys(label, ["tab"])


def lists(home, **how):
    """The list of meetings and what can be opened from it."""
    line = Line([CONVENOR, "open", sample(home, 0)], environment(home), **how)
    line.keys("tab", "123456701")
    meetings(line, "pane")
    line.keys("down", ["down"] * 13)
    line.keys("up", ["up"] * 13)
    line.keys("ends", ["pgdn", "pgup", "end", "home"])
    line.keys("open", ["enter"])
    line.keys("back", ["esc"])
    line.keys("filter", "/")
    line.keys("filter letter", "legal")
    line.keys("filter", ["esc"])
    line.resize(120, 40)
    return line


def long_list(home, **how):
    """A list longer than the screen."""
    line = Line([CONVENOR, "open", sample(home)], environment(home), **how)
    line.keys("", "1")
    meetings(line)
    line.keys("thirty", ["down"] * 30)
    line.keys("scrolled down", ["down"] * 30)
    line.keys("", ["up"] * 16)
    line.keys("scrolled up", ["up"] * 30)
    return line


def in_a_home(script, **how):
    with tempfile.TemporaryDirectory() as home:
        line = script(home, **how)
        line.close()
        return line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="?", type=int, default=5)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    how = {"size": tuple(map(int, args.size.split("x"))), "show": args.show}
    scripts = {
        "note": lambda: note("convenor", **how),
        "scroll": lambda: scroll("convenor", **how),
        "lists": lambda: in_a_home(lists, **how),
        "long list": lambda: in_a_home(long_list, **how),
    }
    taken = {name: [script() for _ in range(args.runs)] for name, script in scripts.items()}
    asked = sum(sum(line.term.queries.values()) for lines in taken.values() for line in lines)
    rows = []
    for goal, (script, label) in GOALS.items():
        some = [line.steps[label] for line in taken[script] if line.steps[label]]
        if some:
            size, least, plain = (median(mean(steps, field) for steps in some) for field in ("bytes", "oracle", "plain"))
            sizes, reads = [step.bytes for steps in some for step in steps], max(step.reads for steps in some for step in steps)
            rows.append([goal, len(some[0]), f"{size:.2f}", f"{statistics.median(sizes):.1f}", max(sizes), f"{least:.2f}",
                         f"{size / max(least, 0.01):.2f}", f"{size / max(plain, 0.01):.2f}", reads])
    size, least, _ = whole(taken["note"], without=("start", "open", "open a note"))
    rows.insert(1, ["W2 the whole note", 1, f"{size:.0f}", f"{size:.0f}", f"{size:.0f}", f"{least:.0f}", f"{size / least:.2f}", "", ""])
    table(["at 80x24" if args.size == "80x24" else args.size, "steps", "mean", "median", "most", "oracle", "ratio", "without REP", "reads"], rows)
    print(f"W13 questions to the terminal: {asked}")


if __name__ == "__main__":
    main()
