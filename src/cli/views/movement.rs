//! `movement`, `isf` and `snapshot`: states of the dialogue, and what moved between two of them.

use super::super::answer::{Answer, Failure};
use super::super::session::{Global, Seen};
use super::super::sheet::{Sheet, words};
use super::{signed, spaced};
use crate::domain::dates::parse_day;
use crate::domain::display::one_line;
use crate::domain::views::frozen::{Diff, Frozen, State, Strength};
use crate::domain::views::movement;
use crate::domain::views::{indicators, isf};
use chrono::NaiveDate;

/// `movement`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  convenor movement 2025-06-30 2025-12-03")]
pub(in super::super) struct Movement {
    /// A day or the id of a snapshot.
    #[arg(allow_hyphen_values = true)]
    from: String,
    /// A later day or snapshot.
    #[arg(allow_hyphen_values = true)]
    to: String,
}

/// `isf`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  convenor isf\n  convenor isf --diff 2025-06-30 today")]
pub(in super::super) struct Isf {
    /// What moved between two days or snapshots.
    #[arg(long, num_args = 2, value_names = ["A", "B"], allow_hyphen_values = true)]
    diff: Vec<String>,
}

/// The state that a word means: a snapshot's id, or a day.
fn state(seen: &Seen, word: &str) -> Result<Frozen, Failure> {
    let day = parse_day(word, seen.today).map(|day| day.to_string());
    let named = Frozen::named(&seen.dialogue, word).or_else(|| Frozen::named(&seen.dialogue, &day?));
    named.ok_or_else(|| {
        let what = format!("\"{}\" is neither a day nor a snapshot.", one_line(word));
        seen.rather_refused(word, Failure::Data(format!("{what} Write a day as 2026-03-31; see: convenor list snapshots")))
    })
}

fn span(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    let say = |day: Option<NaiveDate>| day.map_or("no date".to_owned(), |day| day.to_string());
    format!("{} to {}", say(from), say(to))
}

/// Who moved between two states.
pub(in super::super) fn movement(args: &Movement, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    let (from, to) = (state(&seen, &args.from)?, state(&seen, &args.to)?);
    let view = movement::compute(&seen.dialogue, &from, &to);
    Ok(seen.answer(|| view.json(&seen.dialogue), || moves(&seen, &view)))
}

fn moves(seen: &Seen, view: &movement::Movement) -> String {
    let dialogue = &seen.dialogue;
    let mut sheet = Sheet::titled(&format!("Movement, {}", span(view.from, view.to)), &format!("{} cells", view.moves.len()));
    sheet.gap();
    if view.moves.is_empty() {
        sheet.line("  Nobody moved.");
    }
    let value = |value: Option<i64>| value.map_or("·".to_owned(), signed);
    let (changed, new): (Vec<_>, Vec<_>) = view.moves.iter().partition(|moved| moved.from.is_some());
    let rows: Vec<Vec<String>> = changed
        .into_iter()
        .chain(new)
        .map(|moved| {
            let source = moved.source.as_ref().map(|key| key.id.to_string()).unwrap_or_default();
            let who = dialogue.short(&moved.stakeholder).to_owned();
            vec![who, moved.option.to_string(), format!("{} → {}", value(moved.from), value(moved.to)), source]
        })
        .collect();
    sheet.table(2, &[words(""), words(""), words(""), words("")], &rows);
    if !view.slopes.is_empty() {
        sheet.heading("Red line and later word part");
        for slope in &view.slopes {
            sheet.hanging("  - ", &slope.sentence(dialogue));
        }
    }
    sheet.finish()
}

/// The Integrated Support Framework, or what moved in it.
pub(in super::super) fn isf(args: &Isf, global: &Global) -> Result<Answer, Failure> {
    let seen = global.see()?;
    if let [a, b] = args.diff.as_slice() {
        let diff = state(&seen, a)?.diff(&state(&seen, b)?);
        return Ok(seen.answer(|| diff.json(), || differences(&seen, &diff)));
    }
    let view = isf::compute(&seen.dialogue, seen.as_of).shown_to(seen.audience);
    let measured = indicators::compute(&seen.dialogue, seen.as_of);
    Ok(seen.answer(|| view.json(&measured), || framework(&seen, &view, &measured)))
}

fn framework(seen: &Seen, view: &isf::Isf, measured: &indicators::Indicators) -> String {
    let mut sheet = Sheet::titled(&format!("Integrated Support Framework, {}", super::of_day(seen)), "");
    sheet.para(0, isf::OURS);
    let width = isf::Column::ALL.iter().map(|column| column.title().len()).max().unwrap_or(0) + 4;
    for block in &view.issues {
        let status = block.status.as_deref().map(|status| format!(" ({})", spaced(status))).unwrap_or_default();
        sheet.heading(&format!("{}  {}{status}", block.issue, block.title));
        if let Some(contested) = &block.contested {
            sheet.pair("  Contested", width, contested);
        }
        if !block.policies.is_empty() {
            sheet.pair("  Policies", width, &super::ids(&block.policies));
        }
        for row in &block.known {
            sheet.line(&format!("  {}", seen.dialogue.short(&row.actor.id)));
            for column in isf::Column::ALL {
                // What stands above for the whole issue is not said again for each.
                let text = match column {
                    isf::Column::Policies => String::new(),
                    isf::Column::Contention => row.contention.join("; "),
                    column => row.text(block, column, measured),
                };
                if !text.is_empty() {
                    sheet.pair(&format!("    {}", column.title()), width, &text);
                }
            }
        }
        let silent: Vec<_> = view.silent(block).map(|actor| &actor.id).collect();
        if !silent.is_empty() {
            sheet.pair(seen.word("  Nothing known", "  Nothing shown"), width, &super::people(&seen.dialogue, &silent));
        }
    }
    sheet.finish()
}

fn differences(seen: &Seen, diff: &Diff) -> String {
    let dialogue = &seen.dialogue;
    let mut sheet = Sheet::titled(&format!("What moved, {}", span(diff.from, diff.to)), "");
    let step = |from: String, to: String| format!("{from} → {to}");
    let none = || "·".to_owned();
    let state = |state: &Option<State>| match state {
        None => none(),
        Some((status, maturity)) => {
            let words: Vec<String> = [status, maturity].into_iter().flatten().map(|word| spaced(word)).collect();
            words.join(", ")
        }
    };
    let strength = |strength: &Option<Strength>| match strength {
        None => none(),
        Some((frequency, intensity)) => {
            let say = |value: &Option<i64>| value.map_or("?".to_owned(), |value| value.to_string());
            format!("frequency {}, intensity {}", say(frequency), say(intensity))
        }
    };
    let mut block = |heading: &str, rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            sheet.heading(heading);
            sheet.table(2, &[words(""), words(""), super::super::sheet::long("")], &rows);
        }
    };
    let cell = |cell: &Option<(i64, _)>| cell.as_ref().map_or_else(none, |(value, _)| signed(*value));
    let cells = diff.cells.iter().map(|moved| {
        let (who, option) = &moved.what;
        vec![dialogue.short(who).to_owned(), option.to_string(), step(cell(&moved.from), cell(&moved.to))]
    });
    block("Positions", cells.collect());
    let commitments =
        diff.commitments.iter().map(|moved| vec![moved.what.to_string(), String::new(), step(state(&moved.from), state(&moved.to))]);
    block("Commitments", commitments.collect());
    let number = |value: Option<f64>| value.map_or_else(none, super::number);
    let indicators =
        diff.indicators.iter().map(|moved| vec![moved.what.to_string(), String::new(), step(number(moved.from), number(moved.to))]);
    block("Indicators", indicators.collect());
    let ties = diff.ties.iter().map(|moved| {
        let (from, to, kind) = &moved.what;
        let pair = format!("{} – {}", dialogue.short(from), dialogue.short(to));
        vec![pair, spaced(kind), step(strength(&moved.from), strength(&moved.to))]
    });
    block("Ties", ties.collect());
    if diff.is_empty() {
        sheet.gap();
        sheet.line("  Nothing moved.");
    }
    sheet.finish()
}
