#!/usr/bin/env python3
"""What the wire makes of each key, counted in instructions by callgrind: the same on every machine and every day.

    cargo bench --no-run --bench encoder       # with debug names: see README
    python3 benches/encoder.py PROGRAM [SCRIPT …]
"""

import glob
import re
import subprocess
import sys
import tempfile

SCRIPTS = ["first screen", "typed", "typed inside", "tabs", "panes", "list", "records", "popups"]
FRAME = "convenor::shell::wire::Wire::frame"


def totals(folder: str) -> list[int]:
    """The instructions of each frame, in order."""
    files = [file for file in glob.glob(folder + "/out.*") if file.rsplit(".", 1)[1].isdigit()]
    files.sort(key=lambda file: int(file.rsplit(".", 1)[1]))
    found = (re.search(r"^totals: (\d+)", open(file).read(), re.MULTILINE) for file in files)
    return [int(total.group(1)) for total in found if total]


def main() -> None:
    program = sys.argv[1]
    print(f"{'thousand instructions a frame':32} {'frames':>7} {'median':>7} {'95th':>7} {'most':>7} {'bytes':>8}")
    for script in sys.argv[2:] or SCRIPTS:
        with tempfile.TemporaryDirectory() as folder:
            command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", f"--toggle-collect={FRAME}"]
            command += [f"--dump-after={FRAME}", program, script]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            frames, sent = map(int, re.search(r"(\d+) frames, (\d+) bytes", said).groups())
            took = sorted(totals(folder)[-frames:])
        at = lambda share: took[min(len(took) - 1, int(len(took) * share))] / 1000
        print(f"{script:32} {frames:>7} {at(0.5):>7.0f} {at(0.95):>7.0f} {at(1):>7.0f} {sent:>8}")


if __name__ == "__main__":
    main()
