//! Pages that shall fit on one screen: sections that give up their last lines, the longest first, and say how many.

use super::words::TEXT;
use crate::app::command::Command;
use crate::app::line::{Line, Role};
use crate::app::page::{Opens, Page};

/// A thought of a page: its lines, of which some must stay.
#[derive(Debug, Default)]
pub struct Section {
    lines: Vec<Line>,
    /// Lines that were not made, because there is no room for all that were.
    unmade: usize,
    least: usize,
    close: bool,
    rest: Option<Opens>,
}

impl Section {
    /// A section that keeps at least so many of its lines.
    #[must_use]
    pub fn keeping(least: usize) -> Self {
        Self { least, ..Self::default() }
    }

    /// So many more are kept, which belong to those before.
    #[must_use]
    pub fn and_keeping(mut self, more: usize) -> Self {
        self.least += more;
        self
    }

    /// The lines that a page was given, without blank ones.
    #[must_use]
    pub fn of(page: Page, least: usize) -> Self {
        Self { lines: page.lines.into_iter().filter(|line| !line.spans.is_empty()).collect(), ..Self::keeping(least) }
    }

    /// What it leaves out is shown there.
    #[must_use]
    pub fn leading_to(mut self, rest: Opens) -> Self {
        self.rest = Some(rest);
        self
    }

    /// It would have so many lines more, had they been made: those it has fill any screen.
    #[must_use]
    pub fn with_more(mut self, unmade: usize) -> Self {
        self.unmade = unmade;
        self
    }

    /// It belongs to the section before: no blank line parts the two.
    #[must_use]
    pub fn close(mut self) -> Self {
        self.close = true;
        self
    }

    /// Adds a line.
    pub fn push(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many lines it has, made or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len() + self.unmade
    }
}

/// Lays sections onto a page with a blank line between two; where they are more than `height` lines, those that can give
/// up lines do, and after them, if that is enough, the last blank lines. What is left out is counted, and opens `rest`.
pub fn lay(page: &mut Page, sections: Vec<Section>, height: usize, rest: &Opens) {
    let sections: Vec<Section> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    let mut shown: Vec<usize> = sections.iter().map(Section::len).collect();
    let gaps = sections.iter().skip(1).filter(|section| !section.close).count();
    let tall = |shown: &[usize]| shown.iter().zip(&sections).map(|(n, section)| n + usize::from(*n < section.len())).sum::<usize>() + gaps;
    while tall(&shown) > height {
        // A section that gives up one line needs that line to say so: it gives up two at first.
        let able = shown.iter().zip(&sections).enumerate().filter(|(_, (n, section))| {
            let step = if **n == section.len() { 2 } else { 1 };
            **n >= section.least.max(1) + step
        });
        let Some((widest, (n, section))) = able.max_by_key(|(place, (n, _))| (**n, *place)) else { break };
        let step = if *n == section.len() { 2 } else { 1 };
        if let Some(n) = shown.get_mut(widest) {
            *n -= step;
        }
    }
    // What has to be scrolled all the same keeps its air.
    let mut blank = gaps.checked_sub(tall(&shown).saturating_sub(height)).unwrap_or(gaps);
    for (nth, (section, shown)) in sections.into_iter().zip(shown).enumerate() {
        if !section.close && (nth == 0 || blank > 0) {
            page.gap();
            blank -= usize::from(nth > 0);
        }
        let hidden = section.len() - shown;
        let rest = section.rest.as_ref().unwrap_or(rest).clone();
        page.lines.extend(section.lines.into_iter().take(shown));
        if hidden > 0 {
            page.push(Line::blank().to(TEXT).with(Role::Muted, format!("{hidden} more")).opening(rest));
        }
    }
}

/// What opens the rest of a page that can be seen in full.
#[must_use]
pub fn in_full() -> Opens {
    Opens::Command(Command::View)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(least: usize, lines: usize) -> Section {
        let mut section = Section::keeping(least);
        for n in 0..lines {
            section.push(Line::of(Role::Text, format!("{n}")));
        }
        section
    }

    fn laid(height: usize) -> Vec<String> {
        let mut page = Page::new("");
        lay(&mut page, vec![section(2, 8), section(1, 2), section(3, 5)], height, &in_full());
        page.lines.iter().map(|line| line.plain().trim().to_owned()).collect()
    }

    #[test]
    fn where_nothing_more_can_give_way_the_last_blank_lines_do() {
        assert_eq!(laid(11), ["0", "1", "6 more", "", "0", "1", "", "0", "1", "2", "2 more"]);
        assert_eq!(laid(10), ["0", "1", "6 more", "", "0", "1", "0", "1", "2", "2 more"]);
        assert_eq!(laid(8), laid(11), "what has to be scrolled all the same keeps its air");
    }

    #[test]
    fn with_room_nothing_is_left_out() {
        assert_eq!(laid(17).len(), 17);
        assert!(laid(17).iter().all(|line| !line.contains("more")));
    }

    #[test]
    fn the_longest_section_gives_up_lines_first_and_says_how_many() {
        assert_eq!(laid(14).join(" "), "0 1 2 3 4 3 more  0 1  0 1 2 2 more");
    }

    #[test]
    fn what_must_stay_stays_even_when_the_screen_is_too_small() {
        assert_eq!(laid(1).join(" "), "0 1 6 more  0 1  0 1 2 2 more");
    }
}
