//! A terminal for tests, written apart from the encoder. It is strict: a sequence it does not expect is a failure, so it
//! is at the same time the list of everything the wire may ever send. Its opinion on doubtful widths can be chosen.

use ratatui::{buffer::CellWidth, style::Modifier};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::shell::wire::guard::{self, Doubt};

/// What a terminal thinks of the width of doubtful characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opinion {
    /// Clusters are put together, as ratatui does.
    Clusters,
    /// Every character for itself.
    Characters,
    /// Every doubtful symbol takes two columns.
    Broad,
    /// All that is doubtful takes one column.
    Narrow,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tile {
    pub(super) text: String,
    pub(super) fg: Vec<u16>,
    pub(super) bg: Vec<u16>,
    pub(super) modes: Modifier,
    /// Not the first column of a wide character.
    pub(super) tail: bool,
}

impl Tile {
    pub(super) fn blank() -> Tile {
        Tile { text: " ".into(), fg: vec![], bg: vec![], modes: Modifier::empty(), tail: false }
    }
}

pub(super) struct Emulator {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) rows: Vec<Vec<Tile>>,
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) cursor: bool,
    pen: Tile,
    opinion: Opinion,
    /// Whether erasing uses the pen's background.
    coloured_erase: bool,
    /// First and last row of the scrolling region.
    margins: (usize, usize),
    /// Where the last character went, while nothing but text has come since.
    last: Option<(usize, usize)>,
}

impl Emulator {
    pub(super) fn new(width: usize, height: usize, opinion: Opinion, coloured_erase: bool) -> Emulator {
        // a terminal in use: full of somebody else's text
        let rows = vec![vec![Tile { text: "#".into(), ..Tile::blank() }; width]; height];
        let pen = Tile { modes: Modifier::UNDERLINED, ..Tile::blank() };
        Emulator { width, height, rows, x: 0, y: 0, cursor: false, pen, opinion, coloured_erase, margins: (height.min(2), 0), last: None }
    }

    pub(super) fn resize(&mut self, width: usize, height: usize) {
        *self = Emulator { cursor: self.cursor, pen: self.pen.clone(), ..Emulator::new(width, height, self.opinion, self.coloured_erase) };
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).expect("the wire sends UTF-8");
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            if c >= ' ' && c != '\x7f' {
                assert!(!c.is_control(), "control {c:?} in {text:?}");
                self.print(c);
                continue;
            }
            self.last = None;
            match c {
                '\r' => self.x = 0,
                '\n' => self.feed_line(),
                '\x08' => {
                    assert!(self.x < self.width, "backspace from the margin");
                    self.x = self.x.saturating_sub(1);
                }
                '\t' => {
                    assert!(self.x < self.width, "a tab from the margin");
                    self.x = (self.x / 8 * 8 + 8).min(self.width - 1);
                }
                '\x1b' => match rest.next() {
                    Some('M') if self.y == self.margins.0 => self.scroll(self.y, self.margins.1, -1),
                    Some('M') => {
                        assert!(self.y > 0);
                        self.y -= 1;
                    }
                    Some('[') => {
                        let mut all = String::new();
                        for c in rest.by_ref() {
                            all.push(c);
                            if ('@'..='~').contains(&c) {
                                break;
                            }
                        }
                        self.control(&all);
                    }
                    other => panic!("ESC {other:?}"),
                },
                _ => panic!("control {c:?}"),
            }
        }
    }

    fn feed_line(&mut self) {
        if self.y == self.margins.1 {
            self.scroll(self.margins.0, self.y, 1);
        } else {
            assert!(self.y + 1 < self.height, "a line feed at the end");
            self.y += 1;
        }
    }

    fn control(&mut self, all: &str) {
        match all {
            "?25h" => return self.cursor = true,
            "?25l" => return self.cursor = false,
            _ => {}
        }
        let (numbers, last) = all.split_at(all.len() - 1);
        let n: Vec<usize> = numbers.split(';').map(|n| if n.is_empty() { 0 } else { n.parse().expect(all) }).collect();
        let one = n[0].max(1);
        match last {
            "m" => self.style(&n),
            "H" => {
                self.y = (one - 1).min(self.height - 1);
                self.x = (n.get(1).copied().unwrap_or(1).max(1) - 1).min(self.width - 1);
            }
            "G" => self.x = (one - 1).min(self.width - 1),
            "d" => self.y = (one - 1).min(self.height - 1),
            // the margins hold it up
            "A" => self.y = self.y.saturating_sub(one).max(if self.y >= self.margins.0 { self.margins.0 } else { 0 }),
            "B" => self.y = (self.y + one).min(if self.y <= self.margins.1 { self.margins.1 } else { self.height - 1 }),
            "C" => {
                assert!(self.x < self.width);
                self.x = (self.x + one).min(self.width - 1);
            }
            "D" => {
                assert!(self.x < self.width);
                self.x = self.x.saturating_sub(one);
            }
            "J" if n == [0] => {
                self.erase(self.y, self.x, self.width);
                (self.y + 1..self.height).for_each(|y| self.erase(y, 0, self.width));
            }
            "K" if n == [0] => self.erase(self.y, self.x, self.width),
            "X" => self.erase(self.y, self.x, (self.x + one).min(self.width)),
            "@" => {
                assert!(self.x < self.width && !self.rows[self.y][self.x].tail);
                let one = one.min(self.width - self.x);
                let blank = self.erased();
                let row = &mut self.rows[self.y];
                for _ in 0..one {
                    row.insert(self.x, blank.clone());
                }
                if row.get(self.width).is_some_and(|t| t.tail) {
                    let mut x = self.width;
                    while row[x - 1].tail {
                        x -= 1;
                    }
                    // terminals differ in what is left of it
                    row[x - 1..].iter_mut().for_each(|t| *t = Tile { text: "?".into(), ..Tile::blank() });
                }
                row.truncate(self.width);
            }
            "P" => {
                assert!(self.x < self.width && !self.rows[self.y][self.x].tail);
                let one = one.min(self.width - self.x);
                let blank = self.erased();
                let row = &mut self.rows[self.y];
                row.drain(self.x..self.x + one);
                assert!(row.get(self.x).is_none_or(|t| !t.tail));
                row.resize(self.width, blank);
            }
            "L" | "M" if self.y < self.margins.0 || self.y > self.margins.1 => panic!("lines outside the region"),
            "L" => self.scroll(self.y, self.margins.1, -(one as isize)),
            "M" => self.scroll(self.y, self.margins.1, one as isize),
            "r" => {
                let bottom = n.get(1).map_or(self.height, |n| *n);
                assert!(one <= bottom && bottom <= self.height && (one < bottom || self.height == 1), "region {all}");
                // terminals differ on the row; the encoder must not care
                (self.margins, self.y, self.x) = ((one - 1, bottom - 1), self.height / 2, 0);
            }
            _ => panic!("CSI {all}"),
        }
    }

    fn scroll(&mut self, top: usize, bottom: usize, by: isize) {
        let blank = vec![self.erased(); self.width];
        for _ in 0..by.unsigned_abs().min(bottom + 1 - top) {
            let (out, into) = if by > 0 { (top, bottom) } else { (bottom, top) };
            self.rows.remove(out);
            self.rows.insert(into, blank.clone());
        }
    }

    fn erased(&self) -> Tile {
        if self.coloured_erase { Tile { text: " ".into(), fg: vec![], ..self.pen.clone() } } else { Tile::blank() }
    }

    fn erase(&mut self, y: usize, from: usize, to: usize) {
        assert!(from < self.width, "erasing from the margin");
        (from..to).for_each(|x| self.clear(y, x));
        let blank = self.erased();
        self.rows[y][from..to].iter_mut().for_each(|t| *t = blank.clone());
    }

    /// Blank the whole character that covers a column.
    fn clear(&mut self, y: usize, x: usize) {
        let row = &mut self.rows[y];
        let mut head = x;
        while head > 0 && row[head].tail {
            head -= 1;
        }
        let mut end = head + 1;
        while end < row.len() && row[end].tail {
            end += 1;
        }
        if end - head > 1 {
            row[head..end].iter_mut().for_each(|t| *t = Tile { text: " ".into(), tail: false, ..t.clone() });
        }
    }

    fn print(&mut self, c: char) {
        if let Some((y, x)) = self.last {
            let joined = format!("{}{c}", self.rows[y][x].text);
            let joins = match self.opinion {
                Opinion::Clusters => joined.graphemes(true).count() == 1,
                _ => c.width() == Some(0),
            };
            if joins {
                let tile = self.rows[y][x].clone();
                let width = if self.opinion == Opinion::Clusters { joined.as_str().cell_width().into() } else { self.x - x };
                self.put(y, x, Tile { text: joined, ..tile }, width);
                return;
            }
        }
        if c.width() == Some(0) {
            assert!(self.opinion != Opinion::Clusters, "{c:?} with nothing to join");
            return;
        }
        let single = c.to_string();
        let doubtful = guard::check(&single).doubt == Doubt::Each;
        let width = match self.opinion {
            Opinion::Broad if doubtful && c >= '\u{2010}' => 2,
            Opinion::Narrow if doubtful => 1,
            _ => c.width().unwrap_or(1).max(1),
        };
        let tile = Tile { text: single, tail: false, ..self.pen.clone() };
        if self.x + width > self.width {
            // autowrap is off: what does not fit is dropped
            assert!(self.opinion != Opinion::Clusters, "text beyond the margin");
            self.last = None;
            return;
        }
        self.last = Some((self.y, self.x));
        self.put(self.y, self.x, tile, width);
    }

    fn put(&mut self, y: usize, x: usize, tile: Tile, width: usize) {
        for column in x..(x + width).min(self.width) {
            self.clear(y, column);
            self.rows[y][column] = Tile { tail: column > x, ..tile.clone() };
        }
        self.x = (x + width).min(self.width);
    }

    fn style(&mut self, numbers: &[usize]) {
        let mut n = numbers.iter().map(|n| *n as u16);
        while let Some(code) = n.next() {
            let pen = &mut self.pen;
            match code {
                0 => *pen = Tile::blank(),
                1 => pen.modes |= Modifier::BOLD,
                2 => pen.modes |= Modifier::DIM,
                3 => pen.modes |= Modifier::ITALIC,
                4 => pen.modes |= Modifier::UNDERLINED,
                5 => pen.modes |= Modifier::SLOW_BLINK,
                7 => pen.modes |= Modifier::REVERSED,
                8 => pen.modes |= Modifier::HIDDEN,
                9 => pen.modes |= Modifier::CROSSED_OUT,
                22 => pen.modes -= Modifier::BOLD | Modifier::DIM,
                23 => pen.modes -= Modifier::ITALIC,
                24 => pen.modes -= Modifier::UNDERLINED,
                25 => pen.modes -= Modifier::SLOW_BLINK,
                27 => pen.modes -= Modifier::REVERSED,
                28 => pen.modes -= Modifier::HIDDEN,
                29 => pen.modes -= Modifier::CROSSED_OUT,
                30..=37 => pen.fg = vec![code - 30],
                90..=97 => pen.fg = vec![code - 82],
                40..=47 => pen.bg = vec![code - 40],
                100..=107 => pen.bg = vec![code - 92],
                39 => pen.fg = vec![],
                49 => pen.bg = vec![],
                38 | 48 => {
                    let colour: Vec<u16> = match n.next() {
                        Some(5) => n.by_ref().take(1).collect(),
                        Some(2) => n.by_ref().take(3).collect(),
                        other => panic!("colour {other:?}"),
                    };
                    if code == 38 { pen.fg = colour } else { pen.bg = colour }
                }
                _ => panic!("SGR {code}"),
            }
        }
    }
}
