//! How the cursor moves over the lines of a page: from one that opens something to the next, with what is read between them.

use super::{Opens, PageScreen};

impl PageScreen {
    /// Moves by whole lines that open something; where none is left, scrolls.
    pub fn step(&mut self, down: bool, height: usize) {
        let last = self.page.lines.len().saturating_sub(1);
        let found =
            if down { (self.cursor + 1..=last).find(|n| self.opens_at(*n)) } else { (0..self.cursor).rev().find(|n| self.opens_at(*n)) };
        match found {
            // The next line that opens something may be far: what lies between is read by scrolling first.
            Some(line) if line < self.top + height && line >= self.top => self.cursor = line,
            Some(line) if !down && line < self.top && self.top - line < height => {
                self.cursor = line;
                self.top = line.saturating_sub(self.blank_head(line));
            }
            Some(line) if down && line - (self.top + height - 1) <= height / 2 => self.cursor = line,
            _ if down => self.top = (self.top + 1).min(last.saturating_sub(height.saturating_sub(1))),
            _ => self.top = self.top.saturating_sub(1),
        }
        self.keep_cursor_on_screen(height);
    }

    /// How many lines of text directly above `line` belong to it and fit: headings stay with what they head.
    fn blank_head(&self, line: usize) -> usize {
        (0..line).rev().take_while(|n| !self.opens_at(*n)).count().min(3)
    }

    fn keep_cursor_on_screen(&mut self, height: usize) {
        if self.opens_at(self.cursor) && self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }

    /// Moves by half a screen.
    pub fn leap(&mut self, down: bool, height: usize) {
        let half = (height / 2).max(1);
        let last_top = self.page.lines.len().saturating_sub(height);
        self.top = if down { (self.top + half).min(last_top) } else { self.top.saturating_sub(half) };
        let wished =
            if down { (self.cursor + half).min(self.page.lines.len().saturating_sub(1)) } else { self.cursor.saturating_sub(half) };
        self.seek(wished, down);
        self.cursor = self.cursor.clamp(self.top, self.top + height.saturating_sub(1));
    }

    /// Goes to one end.
    pub fn end(&mut self, last: bool, height: usize) {
        if last {
            let end = self.page.lines.len().saturating_sub(1);
            self.top = self.page.lines.len().saturating_sub(height);
            self.seek(end, false);
        } else {
            self.top = 0;
            self.seek(0, true);
        }
    }

    fn opens_at(&self, line: usize) -> bool {
        self.page.lines.get(line).is_some_and(|line| line.opens.is_some())
    }

    pub(super) fn seek(&mut self, from: usize, down: bool) {
        let last = self.page.lines.len();
        let onward = (from..last).find(|n| self.opens_at(*n));
        let back = (0..from.min(last)).rev().find(|n| self.opens_at(*n));
        let found = if down { onward.or(back) } else { Some(from).filter(|n| self.opens_at(*n)).or(back).or(onward) };
        if let Some(line) = found {
            self.cursor = line;
        }
    }

    pub(super) fn keep_visible(&mut self, height: usize) {
        let last_top = self.page.lines.len().saturating_sub(height);
        self.top = self.top.min(last_top);
        if self.opens_at(self.cursor) {
            if self.cursor < self.top {
                self.top = self.cursor;
            } else if self.cursor >= self.top + height {
                self.top = self.cursor + 1 - height;
            }
        }
    }

    /// Keeps the cursor on what it was on, wherever that stands now, and the line where it was on screen.
    pub(super) fn stay_on(&mut self, here: Option<&Opens>, reading: bool) {
        let same = |n: &usize| self.page.lines.get(*n).is_some_and(|line| line.opens.as_ref() == here);
        let moved = here.and_then(|_| (0..self.page.lines.len()).filter(same).min_by_key(|n| n.abs_diff(self.cursor)));
        match moved {
            Some(line) => {
                self.top = (self.top + line).saturating_sub(self.cursor);
                self.cursor = line;
            }
            None if reading => {}
            None => self.seek(self.cursor, true),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::model::Model;
    use crate::app::msg::Msg;
    use crate::app::screen::Screen;
    use crate::app::testing::{model, press};
    use crate::app::update::update;
    use crate::domain::record::Key;

    fn first_line(model: &Model) -> usize {
        let Some(Screen::Page(page)) = model.top() else { panic!("a page is on top") };
        page.top
    }

    #[test]
    fn a_page_read_from_its_beginning_does_not_move_when_somebody_saves() {
        let mut model = model(80, 24);
        press(&mut model, "4 Enter ?");
        assert_eq!(first_line(&model), 0);
        let mut record = (**model.dialogue.find(&Key::new("commitments", "c01")).unwrap()).clone();
        record.set("note", Some("told us on the phone".into()));
        update(&mut model, Msg::Changed { put: vec![record], gone: Vec::new(), say: String::new() });
        assert_eq!(first_line(&model), 0);
    }
}
