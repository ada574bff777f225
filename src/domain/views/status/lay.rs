//! Lays the status check out in lines of a fixed width. It knows cells and words, nothing of what they say.

use super::{Line, MOST_LINES, Status};
use crate::domain::dates::say_day;
use chrono::Datelike;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns before the text, for the topic.
const LABEL: usize = 11;
/// The most lines a topic may take.
const LINES: usize = 2;
/// The most ids that end a topic.
const IDS: usize = 8;

pub(super) fn out(status: &Status, width: usize) -> Vec<String> {
    let room = width.saturating_sub(LABEL).max(1);
    let head = format!("{} {} · {}", say_day(status.as_of, status.as_of), status.as_of.year(), status.level.value());
    let title = cut(&status.title, width.saturating_sub(head.width() + 3));
    let mut lines = vec![cut(&format!("{title} · {head}"), width), String::new()];
    for line in &status.lines {
        for (n, text) in topic(line, room).into_iter().enumerate() {
            let label = if n == 0 { line.topic.label() } else { "" };
            lines.push(cut(format!("{label:<LABEL$}{text}").trim_end(), width));
        }
    }
    lines.truncate(MOST_LINES);
    lines
}

/// The text with the ids at its end, in at most two lines: ids give way first, down to one; then words.
fn topic(line: &Line, room: usize) -> Vec<String> {
    // More words than cells could never fit: a long text costs no more than a short one.
    let text = line.text();
    let words: Vec<&str> = text.split_whitespace().take(LINES * room + 1).collect();
    for shown in (line.records.len().min(1)..=line.records.len().min(IDS)).rev() {
        let lines = wrap(&words, &tail(line, shown), room);
        if lines.len() <= LINES {
            return lines;
        }
    }
    let tail = tail(line, line.records.len().min(1));
    for kept in (0..words.len()).rev() {
        let cut: Vec<&str> = words.iter().take(kept).copied().chain(["…"]).collect();
        let lines = wrap(&cut, &tail, room);
        if lines.len() <= LINES {
            return lines;
        }
    }
    wrap(&["…"], &tail, room).into_iter().take(LINES).collect()
}

/// The ids a line ends with, and how many more there are.
fn tail(line: &Line, shown: usize) -> Vec<String> {
    let more = line.records.len() - shown.min(line.records.len());
    let ids = line.records.iter().take(shown).map(|key| key.id.to_string());
    let mut tail: Vec<String> = ids.chain((more > 0).then(|| format!("+{more}"))).collect();
    if let Some(first) = tail.first_mut() {
        first.insert(0, '[');
    }
    if let Some(last) = tail.last_mut() {
        last.push(']');
    }
    tail
}

/// Words and tail in lines; once there are more than a topic may take, no further.
fn wrap(words: &[&str], tail: &[String], room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut filled = 0;
    for word in words.iter().copied().chain(tail.iter().map(String::as_str)) {
        let word = cut(word, room);
        let cells = word.width();
        match lines.last_mut() {
            Some(line) if filled + 1 + cells <= room => {
                line.push(' ');
                line.push_str(&word);
                filled += 1 + cells;
            }
            _ => {
                lines.push(word);
                filled = cells;
            }
        }
        if lines.len() > LINES {
            break;
        }
    }
    lines
}

/// A text of at most `room` cells; what is cut off leaves `…`.
fn cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    for letter in text.graphemes(true) {
        if out.width() + letter.width() + 1 > room {
            break;
        }
        out.push_str(letter);
    }
    if room > 0 {
        out.push('…');
    }
    out
}
