//! `check`: every problem in data and configuration, each with its place and what to do.

use super::answer::{ALARM, Answer, FINE, Failure};
use super::json;
use super::session::Global;
use crate::domain::check;
use crate::domain::display::{count, one_line};
use crate::domain::problem::{Problem, Weight};
use serde_json::{Value as Json, json};

/// `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor check && git commit -am \"minutes of Monday\"")]
pub(super) struct Check {
    /// Say hints too: what is unusual but no problem.
    #[arg(long)]
    hints: bool,
}

/// Says every problem; of hints only how many there are, unless they are asked for.
pub(super) fn check(args: &Check, global: &Global) -> Result<Answer, Failure> {
    global.must_be_host()?;
    let (_, loaded) = global.read()?;
    let all = check::all(&loaded.dialogue);
    let (faults, hints): (Vec<&Problem>, Vec<&Problem>) = all.iter().partition(|problem| problem.weight == Weight::Fault);
    let code = if faults.is_empty() { FINE } else { ALARM };
    if global.json {
        let list = |problems: &[&Problem]| problems.iter().map(|problem| said(problem)).collect::<Json>();
        return Ok(Answer::text(json::pretty(&json!({ "problems": list(&faults), "hints": list(&hints) }))).with_code(code));
    }
    let shown = faults.iter().chain(hints.iter().filter(|_| args.hints));
    let text: String = shown.map(|problem| one_line_of(problem)).collect();
    let talk = match (faults.len(), hints.len()) {
        (0, 0) => "No problems.".to_owned(),
        (0, hints) => format!("No problems; {} (check --hints).", count(hints, "hint", "hints")),
        (faults, 0) => format!("{}.", count(faults, "problem", "problems")),
        (faults, hints) => format!("{}; {} (check --hints).", count(faults, "problem", "problems"), count(hints, "hint", "hints")),
    };
    Ok(Answer::text(text).and_say(Some(talk)).with_code(code))
}

fn one_line_of(problem: &Problem) -> String {
    // As compilers write it, so that editors jump to the place.
    let (place, rest) = (format!("{}:{}:{}", problem.file, problem.at.line, problem.at.column), problem.to_string());
    let rest = rest.strip_prefix(&place).unwrap_or(&rest).trim_start();
    format!("{}: {}\n", one_line(&place), one_line(rest))
}

fn said(problem: &Problem) -> Json {
    json!({
        "place": { "file": problem.file, "line": problem.at.line, "column": problem.at.column },
        "field": problem.field,
        "what": problem.what,
        "hint": problem.hint,
    })
}
