//! How faults of a file are said: in words for people who have never read about TOML.
//!
//! The parser's own messages never reach a screen as they are: they may hold bytes of the file.

use crate::domain::problem::{At, Problem};

const STAYS: &str = "Until it is mended the record can be read but not changed here; the file is left as it is.";

/// A fault of syntax, from the parser's message.
pub(super) fn not_toml(file: &str, at: At, message: &str) -> Problem {
    let (what, hint) = plainly(message);
    Problem::new(file, what, format!("{hint}{STAYS}")).at(at)
}

/// Faults beyond those named one by one.
pub(super) fn and_more(file: &str, at: At, more: usize) -> Problem {
    Problem::new(file, format!("From here on there are {more} more faults like these."), STAYS).at(at)
}

fn plainly(message: &str) -> (String, String) {
    let has = |part: &str| message.contains(part);
    let (what, hint) = if has("duplicate key") {
        ("This key stands twice in one place.", "Keep one of the two lines. ")
    } else if has("string values must be quoted") {
        ("Text must stand between quotes.", "Write it as \"text\". ")
    } else if has("basic string") || has("literal string") || has("missing opening quote") {
        ("This text is not closed, or holds a character that must be written in another way.", "Close it with the quote it began with. ")
    } else if has("key with no value") {
        ("A key stands here without a value.", "Write it as key = value. ")
    } else if has("missing value") {
        ("The value is missing.", "Write one, or take the line away: an absent field means not known. ")
    } else if has("unclosed array") || has("unclosed table") || has("unclosed inline table") {
        ("A bracket is not closed.", "Close it with the bracket it began with. ")
    } else if has("recurse") {
        ("Brackets are nested deeper than 80 times.", "No record needs that. ")
    } else if has("comma") {
        ("A comma is missing, or there is one too many.", "Put one comma between two values. ")
    } else if has("cannot extend") {
        ("This name is already used for something else above.", "Rename one of the two. ")
    } else {
        return (format!("This is not TOML: {}.", clean(message)), String::new());
    };
    (what.to_owned(), hint.to_owned())
}

/// A message without anything that could act on a terminal.
fn clean(message: &str) -> String {
    message.chars().map(|c| if c.is_control() { ' ' } else { c }).take(120).collect()
}

/// A key of far too many names.
pub(super) fn too_deep(file: &str, at: At) -> Problem {
    Problem::new(file, "A key of more than 100 names stands here; nothing of this file was read.", STAYS).at(at)
}

/// A file that is not UTF-8.
pub(super) fn not_utf8(file: &str, at: At) -> Problem {
    Problem::new(file, "The file is not UTF-8 text from here on.", format!("Save it as UTF-8 in an editor. {STAYS}")).at(at)
}

/// A file with zero bytes, as a power cut leaves them.
pub(super) fn zero_bytes(file: &str, at: At, text: &str) -> Problem {
    let what = if only_zero_bytes(text) {
        "The file holds nothing but zero bytes: its text was lost, probably in a power cut."
    } else {
        "Zero bytes stand in the text, probably after a power cut."
    };
    Problem::new(file, what, "Bring back an earlier version from the bin or from a copy. The file is left as it is.").at(at)
}

/// Whether no byte of the text says anything.
pub(super) fn only_zero_bytes(text: &str) -> bool {
    text.bytes().all(|byte| byte == 0)
}

const OURS: &str = "<<<<<<< ";
const BETWEEN: &str = "=======";
const THEIRS: &str = ">>>>>>> ";

/// Whether the text is free of the marks that git leaves when it could not merge.
pub(super) fn no_merge_marks(text: &str) -> bool {
    marks(text).is_none()
}

/// The byte where git's first mark begins, if all three kinds are there in order.
fn marks(text: &str) -> Option<usize> {
    if !text.contains('<') || !text.contains(OURS) {
        return None;
    }
    let mut first = None;
    let mut between = false;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if first.is_none() && line.starts_with(OURS) {
            first = Some(offset);
        } else if first.is_some() && line.trim_end() == BETWEEN {
            between = true;
        } else if between && line.starts_with(THEIRS) {
            return first;
        }
        offset += line.len();
    }
    None
}

/// The text with git's marks and the other side's lines blanked out, every line in its place; and where the first mark is.
pub(super) fn ours_only(text: &str) -> (String, usize) {
    let mut ours = String::with_capacity(text.len());
    let (mut inside, mut hidden) = (false, false);
    for line in text.split_inclusive('\n') {
        let (opens, closes) = (line.starts_with(OURS), inside && line.starts_with(THEIRS));
        inside |= opens;
        hidden |= inside && (line.starts_with("||||||| ") || line.trim_end() == BETWEEN);
        if !(hidden || opens || closes) {
            ours.push_str(line);
        } else if line.ends_with('\n') {
            ours.push('\n');
        }
        if closes {
            (inside, hidden) = (false, false);
        }
    }
    (ours, marks(text).unwrap_or(0))
}

/// Two versions stand in the file.
pub(super) fn merge_marks(file: &str, at: At) -> Problem {
    let hint = "Keep what is right of the two and take away the lines with <<<<<<<, ======= and >>>>>>>. \
                Until then the first version is shown and nothing is written.";
    Problem::new(file, "Two versions of this record stand here side by side, as git leaves them when it cannot merge.", hint).at(at)
}
