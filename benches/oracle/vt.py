"""A small VT model: tokenizer, screen, query answers, byte accounting.

`Tokenizer` cuts a byte stream into control functions and text runs.
`Term` applies them to a grid of cells (the terminal's screen), remembers the
modes that matter, and produces the answers a real terminal would send.

A cell is `(text, pen)`; a wide character is followed by `("", pen)`.
A pen is `(fg, bg, flags)`; a colour is None (default), 0..255 or (r, g, b).
"""
import re
import unicodedata
from collections import Counter

try:
    from wcwidth import wcwidth
except ImportError:  # good enough for the sample's scripts
    def wcwidth(ch):
        if unicodedata.combining(ch) or unicodedata.category(ch) in ("Mn", "Me", "Cf"):
            return 0
        return 2 if unicodedata.east_asian_width(ch) in "WF" else 1

BOLD, DIM, ITALIC, UNDER, BLINK, REVERSE, HIDDEN, STRIKE = (1 << i for i in range(8))
#: flags that show on a blank cell
VISIBLE_ON_BLANK = UNDER | REVERSE | STRIKE | BLINK
DEFAULT_PEN = (None, None, 0)
BLANK = (" ", DEFAULT_PEN)

TOKEN = re.compile(
    rb"(?P<csi>\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e])"
    rb"|(?P<osc>\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))"
    rb"|(?P<dcs>\x1b[PX^_][^\x1b]*\x1b\\)"
    rb"|(?P<esc>\x1b[\x20-\x2f]*(?![\x20-\x2f\[\]PX^_])[\x30-\x7e])"
    rb"|(?P<c0>[\x00-\x1a\x1c-\x1f\x7f])"
    rb"|(?P<text>[\x20-\x7e\x80-\xff]+)", re.S)
CSI = re.compile(rb"\x1b\[([<=>?]?)([\x30-\x3f]*)([\x20-\x2f]*)(.)", re.S)


class Tokenizer:
    """Incremental: `feed(data)` yields `(kind, raw)`; an unfinished tail waits."""

    def __init__(self):
        self.tail = b""

    def feed(self, data):
        buf = self.tail + data
        pos = 0
        while pos < len(buf):
            m = TOKEN.match(buf, pos)
            if not m:
                if len(buf) - pos > 65536:      # a broken sequence: drop its ESC
                    pos += 1
                    continue
                break
            raw, kind = m.group(), m.lastgroup
            if kind == "text" and m.end() == len(buf):
                cut = _utf8_tail(raw)
                if cut:
                    if len(raw) > cut:
                        yield kind, raw[:-cut]
                    pos = m.end() - cut
                    break
            pos = m.end()
            yield kind, raw
        self.tail = buf[pos:]


def _utf8_tail(raw):
    """Length of an unfinished UTF-8 character at the end of `raw`."""
    for n in range(1, min(4, len(raw)) + 1):
        b = raw[-n]
        if b < 0x80:
            return 0
        if b >= 0xC0:
            need = 2 if b < 0xE0 else 3 if b < 0xF0 else 4
            return n if n < need else 0
    return 0


def mend(row):
    """Blank the halves of wide characters that an edit has cut."""
    for i, (ch, pen) in enumerate(row):
        if ch == "":
            if not i or row[i - 1][0] == "" or wcwidth(row[i - 1][0][0]) != 2:
                row[i] = (" ", pen)
        elif ch > "\u1100" and wcwidth(ch[0]) == 2:
            if i + 1 >= len(row) or row[i + 1][0] != "":
                row[i] = (" ", pen)


def normal(cell):
    """Blank cells that look alike compare equal."""
    ch, (fg, bg, flags) = cell
    if ch == " " and not flags & VISIBLE_ON_BLANK:
        return (" ", (None, bg, 0))
    return cell


class Term:
    def __init__(self, rows=24, cols=80, xtversion="ptybench(1)", kitty=True):
        self.rows, self.cols = rows, cols
        self.xtversion, self.kitty = xtversion, kitty
        self.tok = Tokenizer()
        self.replies = []            # answers to send back, in order
        self.queries = Counter()     # what was asked
        self.bytes_by = Counter()    # bytes by category
        self.count_by = Counter()    # control functions by category
        self.unknown = Counter()
        self.reset()

    # -- state ---------------------------------------------------------------
    def reset(self):
        self.grid = [self._blank_row() for _ in range(self.rows)]
        self.saved_grid = None
        self.x = self.y = 0
        self.wrap = False            # pending wrap
        self.pen = DEFAULT_PEN
        self.top, self.bottom = 0, self.rows - 1
        self.visible, self.style = True, 0
        self.saved = (0, 0, DEFAULT_PEN)
        self.modes = {7}
        self.kitty_flags = []
        self.charset, self.g = 0, ["B", "B"]
        self.last = " "
        self.title = ""

    def _blank_row(self, pen=DEFAULT_PEN):
        return [(" ", (None, pen[1], 0))] * self.cols

    def resize(self, rows, cols):
        self.grid = [(r + [BLANK] * cols)[:cols] for r in self.grid[:rows]]
        self.rows, self.cols = rows, cols
        while len(self.grid) < rows:
            self.grid.append(self._blank_row())
        self.top, self.bottom = 0, rows - 1
        self.x, self.y, self.wrap = min(self.x, cols - 1), min(self.y, rows - 1), False
        if self.saved_grid:
            self.saved_grid = [self._blank_row() for _ in range(rows)]

    def text(self):
        return ["".join(c[0] for c in row).rstrip() for row in self.grid]

    def snapshot(self):
        return ([list(r) for r in self.grid], self.y, min(self.x, self.cols - 1),
                self.visible, self.style)

    # -- input ---------------------------------------------------------------
    def feed(self, data):
        for kind, raw in self.tok.feed(data):
            cat = getattr(self, "_" + kind)(raw)
            self.bytes_by[cat] += len(raw)
            self.count_by[cat] += 1
            yield kind, raw, cat

    def write(self, data):
        for _ in self.feed(data):
            pass

    def _text(self, raw):
        for ch in raw.decode("utf-8", "replace"):
            self._put(ch)
        return "text"

    def _put(self, ch):
        if self.g[self.charset] == "0" and "`" <= ch <= "~":
            ch = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·"[ord(ch) - 96]
        w = 1 if ch < "\x7f" else wcwidth(ch)
        if w <= 0:
            if w == 0 and unicodedata.combining(ch):
                x = self.x if self.wrap else max(0, self.x - 1)
                t, p = self.grid[self.y][x]
                self.grid[self.y][x] = (t + ch, p)
            return
        if self.wrap and 7 in self.modes:
            self.x, self.wrap = 0, False
            self._index()
        if w == 2 and self.x == self.cols - 1:
            self.x = 0
            self._index()
        row, x = self.grid[self.y], self.x
        if 4 in self.modes:                      # IRM
            row[x:x] = [BLANK] * w
            del row[self.cols:]
        if row[x][0] == "" and x:
            row[x - 1] = (" ", row[x - 1][1])
        if x + w < self.cols and row[x + w][0] == "":
            row[x + w] = (" ", row[x + w][1])
        row[x] = (ch, self.pen)
        if w == 2:
            row[x + 1] = ("", self.pen)
        self.last = ch
        self.x += w
        if self.x >= self.cols:
            self.x, self.wrap = self.cols - 1, True

    def _c0(self, raw):
        b = raw[0]
        if b == 13:
            self.x, self.wrap = 0, False
        elif b in (10, 11, 12):
            self._index()
        elif b == 8:
            self.x, self.wrap = max(0, self.x - 1), False
        elif b == 9:
            self.x, self.wrap = min(self.cols - 1, (self.x // 8 + 1) * 8), False
        elif b in (14, 15):
            self.charset = 1 if b == 14 else 0
        return "c0"

    def _index(self):
        if self.y == self.bottom:
            self._scroll(self.top, self.bottom, 1)
        elif self.y < self.rows - 1:
            self.y += 1

    def _scroll(self, top, bottom, n):
        """n > 0: content moves up."""
        n = max(-(bottom - top + 1), min(n, bottom - top + 1))
        new = [self._blank_row(self.pen) for _ in range(abs(n))]
        if n > 0:
            self.grid[top:bottom + 1] = self.grid[top + n:bottom + 1] + new
        elif n < 0:
            self.grid[top:bottom + 1] = new + self.grid[top:bottom + 1 + n]

    def _esc(self, raw):
        b = raw[1:]
        if b == b"7":
            self.saved = (self.y, self.x, self.pen)
        elif b == b"8":
            self.y, self.x, self.pen = self.saved
            self.wrap = False
        elif b == b"D":
            self._index()
            return "scroll"
        elif b == b"E":
            self.x = 0
            self._index()
            return "move"
        elif b == b"M":
            if self.y == self.top:
                self._scroll(self.top, self.bottom, -1)
            elif self.y:
                self.y -= 1
            return "scroll"
        elif b == b"c":
            self.reset()
        elif b[:1] in b"()":
            self.g["()".index(chr(b[0]))] = chr(b[-1])
            return "charset"
        elif b in (b"=", b">", b"H"):
            pass
        else:
            self.unknown[raw] += 1
        return "esc"

    def _osc(self, raw):
        body = raw[2:-1] if raw.endswith(b"\x07") else raw[2:-2]
        code, _, arg = body.partition(b";")
        if arg == b"?" and code in (b"10", b"11", b"12"):
            self.queries["osc" + code.decode()] += 1
            rgb = b"1c1c/1c1c/1c1c" if code == b"11" else b"d0d0/d0d0/d0d0"
            self.replies.append(b"\x1b]" + code + b";rgb:" + rgb + b"\x1b\\")
            return "query"
        if code == b"4" and arg.endswith(b";?"):
            self.queries["osc4"] += 1
            self.replies.append(b"\x1b]4;" + arg[:-1] + b"rgb:8080/8080/8080\x1b\\")
            return "query"
        if code in (b"0", b"2"):
            self.title = arg.decode("utf-8", "replace")
            return "title"
        return "osc"

    def _dcs(self, raw):
        if raw.startswith(b"\x1bP+q"):
            self.queries["xtgettcap"] += 1
            self.replies.append(b"\x1bP0+r\x1b\\")
            return "query"
        if raw.startswith(b"\x1bP$q"):
            self.queries["decrqss"] += 1
            self.replies.append(b"\x1bP0$r\x1b\\")
            return "query"
        return "dcs"

    # -- CSI -----------------------------------------------------------------
    def _csi(self, raw):
        prefix, params, inter, final = CSI.match(raw).groups()
        f = final.decode()
        if f == "m" and not prefix and not inter:
            self._sgr(params)
            return "sgr"
        try:
            p = [int(v.partition(b":")[0]) if v else 0 for v in params.split(b";")]
        except ValueError:
            p = [0]
        n = max(1, p[0])
        if prefix or inter:
            return self._csi_private(prefix.decode(), inter.decode(), f, p, raw)
        last_x, last_y = self.cols - 1, self.rows - 1
        if f in "Hf":
            self.y = min(last_y, max(0, p[0] - 1))
            self.x = min(last_x, max(0, (p[1] if len(p) > 1 else 1) - 1))
            self.wrap = False
            return "cup"
        if f in "ABCDEFGade`":
            if f in "AF":
                stop = self.top if self.y >= self.top else 0
                self.y = max(stop, self.y - n)
            elif f in "BEe":
                stop = self.bottom if self.y <= self.bottom else last_y
                self.y = min(stop, self.y + n)
            elif f in "Ca":
                self.x = min(last_x, self.x + n)
            elif f == "D":
                self.x = max(0, self.x - n)
            elif f in "G`":
                self.x = min(last_x, n - 1)
            elif f == "d":
                self.y = min(last_y, n - 1)
            if f in "EF":
                self.x = 0
            self.wrap = False
            return "move"
        row, x = self.grid[self.y], self.x
        blank = (" ", (None, self.pen[1], 0))
        if f == "J":
            how = p[0]
            if how == 0:
                row[x:] = [blank] * (self.cols - x)
                mend(row)
                for y in range(self.y + 1, self.rows):
                    self.grid[y] = self._blank_row(self.pen)
            elif how == 1:
                row[:x + 1] = [blank] * (x + 1)
                mend(row)
                for y in range(self.y):
                    self.grid[y] = self._blank_row(self.pen)
            elif how == 2:
                self.grid = [self._blank_row(self.pen) for _ in range(self.rows)]
            self.wrap = False
            return "erase"
        if f in "KX@P":
            self._line_edit(f, n, p[0], row, x, blank)
            mend(row)
            return "ichdch" if f in "@P" else "erase"
        if f in "LM":
            if self.top <= self.y <= self.bottom:
                self._scroll(self.y, self.bottom, n if f == "M" else -n)
                self.x = 0
            return "scroll"
        if f in "ST":
            self._scroll(self.top, self.bottom, n if f == "S" else -n)
            return "scroll"
        if f == "r":
            top = max(1, p[0]) - 1
            bottom = (p[1] if len(p) > 1 and p[1] else self.rows) - 1
            if top < bottom:
                self.top, self.bottom = top, min(bottom, last_y)
                self.y = self.x = 0
                self.wrap = False
            return "scroll"
        if f == "b":
            for _ in range(n):
                self._put(self.last)
            return "rep"
        if f == "s":
            self.saved = (self.y, self.x, self.pen)
        elif f == "u":
            self.y, self.x, self.pen = self.saved
        elif f == "c":
            self._ask("da1", b"\x1b[?62;22c")
            return "query"
        elif f == "n":
            if p[0] == 6:
                self._ask("cpr", b"\x1b[%d;%dR" % (self.y + 1, self.x + 1))
            elif p[0] == 5:
                self._ask("dsr", b"\x1b[0n")
            return "query"
        elif f == "t":
            if p[0] == 18:
                self._ask("size", b"\x1b[8;%d;%dt" % (self.rows, self.cols))
                return "query"
            if p[0] in (14, 16):
                k, h, w = (4, 16 * self.rows, 8 * self.cols) if p[0] == 14 else (6, 16, 8)
                self._ask("pixels", b"\x1b[%d;%d;%dt" % (k, h, w))
                return "query"
            return "title"
        elif f in "hl":
            (self.modes.add if f == "h" else self.modes.discard)(p[0])
            return "mode"
        elif f == "Z":
            for _ in range(n):
                self.x = max(0, (self.x - 1) // 8 * 8)
            return "move"
        elif f == "I":
            for _ in range(n):
                self.x = min(last_x, (self.x // 8 + 1) * 8)
            return "move"
        elif f == "g":
            return "mode"
        else:
            self.unknown[raw] += 1
        return "other"

    def _line_edit(self, f, n, how, row, x, blank):
        n = min(n, self.cols - x)
        if f == "K":
            a, b = {0: (x, self.cols), 1: (0, x + 1), 2: (0, self.cols)}.get(how, (0, 0))
            row[a:b] = [blank] * (b - a)
        elif f == "X":
            row[x:x + n] = [blank] * n
        elif f == "@":
            row[x:x] = [blank] * n
            del row[self.cols:]
        else:
            del row[x:x + n]
            row.extend([blank] * n)

    def _ask(self, name, answer):
        self.queries[name] += 1
        if answer:
            self.replies.append(answer)

    def _csi_private(self, prefix, inter, f, p, raw):
        if prefix == "?" and f in "hl" and not inter:
            on, cat = f == "h", "mode"
            for m in p:
                if m == 25:
                    self.visible, cat = on, "curvis"
                elif m == 2026:
                    cat = "sync"
                elif m in (47, 1047, 1049):
                    self._alt(on, m)
                (self.modes.add if on else self.modes.discard)(m)
            return cat
        if inter == " " and f == "q":
            self.style = p[0]
            return "curstyle"
        if inter == "$" and f == "p" and prefix == "?":
            state = 1 if p[0] in self.modes else 2
            self._ask("decrqm", b"\x1b[?%d;%d$y" % (p[0], state))
            return "query"
        if prefix == "?" and f == "u":
            flags = self.kitty_flags[-1] if self.kitty_flags else 0
            self._ask("kitty", b"\x1b[?%du" % flags if self.kitty else None)
            return "query"
        if prefix == ">" and f == "u":
            if self.kitty:
                self.kitty_flags.append(p[0])
            return "mode"
        if prefix == "<" and f == "u":
            del self.kitty_flags[-max(1, p[0]):]
            return "mode"
        if prefix == "=" and f == "u":
            if self.kitty:
                self.kitty_flags = self.kitty_flags[:-1] + [p[0]]
            return "mode"
        if prefix == ">" and f == "c":
            self._ask("da2", b"\x1b[>41;354;0c")
            return "query"
        if prefix == "=" and f == "c":
            self._ask("da3", b"\x1bP!|00000000\x1b\\")
            return "query"
        if prefix == ">" and f == "q":
            self._ask("xtversion", b"\x1bP>|" + self.xtversion.encode() + b"\x1b\\")
            return "query"
        if prefix == "?" and f == "n":
            if p[0] == 996:
                self._ask("scheme", b"\x1b[?997;1n")
            elif p[0] == 6:
                self._ask("cpr", b"\x1b[?%d;%dR" % (self.y + 1, self.x + 1))
            return "query"
        if prefix in "?>" and f == "m":
            if prefix == "?":
                self._ask("modkeys", b"\x1b[>%d;0m" % p[0])
                return "query"
            return "mode"
        if inter == "!" and f == "p":
            self.pen, self.visible = DEFAULT_PEN, True
            self.top, self.bottom = 0, self.rows - 1
            return "mode"
        return "mode"

    def _alt(self, on, mode):
        if on and self.saved_grid is None:
            self.saved_grid = self.grid
            self.grid = [self._blank_row() for _ in range(self.rows)]
            if mode == 1049:
                self.saved = (self.y, self.x, self.pen)
        elif not on and self.saved_grid is not None:
            self.grid, self.saved_grid = self.saved_grid, None
            if mode == 1049:
                self.y, self.x, self.pen = self.saved
                self.y, self.x = min(self.y, self.rows - 1), min(self.x, self.cols - 1)

    ON = {1: BOLD, 2: DIM, 3: ITALIC, 4: UNDER, 5: BLINK, 6: BLINK, 7: REVERSE,
          8: HIDDEN, 9: STRIKE, 21: UNDER}
    OFF = {22: BOLD | DIM, 23: ITALIC, 24: UNDER, 25: BLINK, 27: REVERSE,
           28: HIDDEN, 29: STRIKE}

    def _sgr(self, params):
        fg, bg, flags = self.pen
        items = params.split(b";")
        i = 0
        while i < len(items):
            sub = [int(v) if v.isdigit() else 0 for v in items[i].split(b":")]
            c = sub[0]
            i += 1
            if c == 0:
                fg, bg, flags = DEFAULT_PEN
            elif c == 4 and len(sub) > 1 and sub[1] == 0:
                flags &= ~UNDER
            elif c in self.ON:
                flags |= self.ON[c]
            elif c in self.OFF:
                flags &= ~self.OFF[c]
            elif 30 <= c <= 37:
                fg = c - 30
            elif 90 <= c <= 97:
                fg = c - 82
            elif 40 <= c <= 47:
                bg = c - 40
            elif 100 <= c <= 107:
                bg = c - 92
            elif c == 39:
                fg = None
            elif c == 49:
                bg = None
            elif c in (38, 48, 58):
                if len(sub) > 1:
                    rest = sub[1:]
                else:
                    rest = [int(v) if v.isdigit() else 0 for v in items[i:i + 4]]
                    i += 2 if rest[:1] == [5] else 4 if rest[:1] == [2] else 0
                col = None
                if rest[:1] == [5] and len(rest) > 1:
                    col = rest[1]
                elif rest[:1] == [2]:
                    col = tuple(rest[-3:]) if len(sub) > 1 else tuple(rest[1:4])
                if c == 38:
                    fg = col
                elif c == 48:
                    bg = col
        self.pen = (fg, bg, flags)
