//! The page of JSON shapes: what `--json` of each command gives. A test holds the keys named here against the sample's answers.

use std::fmt::Write;

/// A command line that works on the sample, and the shape of its JSON.
pub const SHAPES: &[(&str, &str)] = &[
    (
        "matrix",
        "{as_of, cells: [{stakeholder, option, value, voice, date, source, before, stale}], asked: [{stakeholder, option}]}; for another audience also \
         unnamed: {shown: [{option, title, value, holders, month}], left_out}: what at least three stakeholders hold alike and may not be named for, and \
         how many such positions are left out because fewer do",
    ),
    (
        "findings",
        "{as_of, findings: [{rule, grade, dormant, option, between: [id], on, commitment, sources: [id], sentence, next_step, stale}], by_hand: [{option, \
         between, sources, sentence}]}",
    ),
    ("common-ground", "{as_of, options: [{option, kinds: [kind], cells}], polarised: [{option, n, min, max, mean, spread}]}"),
    (
        "coverage",
        "{as_of, stakeholders: [{stakeholder, last, days, meetings, minutes, weight, untimed}], kinds_never_met: [kind], raised: [id]}; `untimed` = meetings \
         whose length was not noted",
    ),
    (
        "precheck e5",
        "{event, as_of, findings: [as above], polarised: [option], never_asked: [{issue, stakeholder}], stale: [{issue, stakeholder}], not_met: \
         [{stakeholder, last}], promises: [as in promises], commitments: [id], sensitive: [{meeting, stakeholder, issue, handling, text}], tense: [[a, b]], \
         not_invited: [id], calendar: [{date, event, kind}], suggested: [id], known_pairs: [known, of]}",
    ),
    (
        "brief udk",
        "{stakeholder, as_of, last, days, positions: [{issue, option, value, voice, date, age, before, stale, asked}], red_lines: [{option, polarity, \
         firmness, date, source}], findings: [as above], moved: [option], promises: [as in promises], theirs: [{record, text, due, likelihood, condition}], \
         follow_ups: [{meeting, text, owner, due}], never_asked: [option], sensitive: [as in precheck], by_others: [id], impressions: [{meeting, date, frankness, trend, \
         texts}]}",
    ),
    (
        "roadmap",
        "{as_of, counts: {status: n}, overdue: [id], past_first_date: [id], due_60: [id], should_have_started: [id], money_missing: [id], not_verifiable: \
         [id], mean_endorsers, endorser_kinds: [kind], depth, by_lead: {id: n}, by_stage: {stage: n}}",
    ),
    (
        "forecast",
        "{as_of, commitments: [{commitment, maturity, expected, n, weakest: {stakeholder, likelihood} or null, needs_yes_of: [text], rows: [{stakeholder, \
         likelihood, condition, by, meeting}]}]}; `expected` = sum of the latest likelihoods over 100, null while nobody gave one",
    ),
    ("donors", "{gaps: [id], overlaps: [id], unaligned: [id], tranches: [{support, date, indicators: [id], commitments: [id]}]}"),
    ("indicators", "{as_of, indicators: [{indicator, latest, latest_date, progress, overdue}]}"),
    (
        "network",
        "{as_of, density, density_before, degree: {id: n}, betweenness: {id: x}, isolated: [id], brokers: [id], ties_through_dialogue, new_pairs}",
    ),
    (
        "promises",
        "{kept, open, overdue, broken, rows: [{meeting, stakeholder, text, due, status}], trust: [{phase, being_heard: {mean, n}, fairness: {mean, n}, \
         usefulness: {mean, n}, frankness: {mean, n}}]}; `open` counts the overdue too",
    ),
    (
        "outcomes",
        "{as_of, outcomes: [{outcome, title, date, social_actor, change_area, sub_category, level, direction, significance, verification, tools: [n], \
         meetings: [id]}]}, the latest first",
    ),
    (
        "movement 2025-06-30 2025-12-03",
        "{from, to, moves: [{stakeholder, option, from, to, date, source}], slopes: [{stakeholder, option, polarity, firmness, drawn, on, value, then, date, \
         sources, sentence}]}; null in `from` or `to` of a move = there was no cell",
    ),
    (
        "isf",
        "{as_of, layout, rows: [{issue, stakeholder, policies: [id], contested, contention: [text], synergies: [text], influence, exposure, interests, \
         incentives, positions: [{option, value, voice, stale}], red_lines: [{option, polarity, firmness, source}], likely: [{text, commitment, likelihood, \
         meeting}], partnerships: [text], commitments: [id], capacity_gap, indicators: [{indicator, latest, progress, overdue}]}]}",
    ),
    (
        "isf --diff 2025-06-30 2025-12-03",
        "{from, to, cells: [{stakeholder, option, from, to}], commitments: [{commitment, from, to}], indicators: [{indicator, from, to}], ties: \
         [{from_stakeholder, to_stakeholder, kind, from, to}]}; a cell's `from` and `to` are {value, voice}, a commitment's {status, maturity}, a tie's \
         {frequency, intensity}, null when it was not there",
    ),
    ("trace c03", "{record, as_of, steps: [{date, record, what, stakeholder, text, quote}], rests_on: [meeting], held_back: n}"),
    ("trace mof o2b", "{record, on: [option or issue], as_of, steps, rests_on, held_back} as for a record, steps newest first"),
    (
        "trace mof owdn",
        "{between: [stakeholder, stakeholder or commitment], as_of, findings: [{rule, grade, dormant, sentence, record: null, as_of, steps, rests_on, held_back}]}; steps as for a record",
    ),
    ("status", "{as_of, level: calm or attention or alarm, lines: [{topic, text, records: [id]}]}"),
    ("check", "{problems: [{place: {file, line, column}, field, what, hint}], hints: [as problems]}"),
    (
        "tools 9",
        "{number, name, kinds: [kind], categories: [text], phases: [phase], purpose, rationale, prerequisites, outcomes: [text], not_known}",
    ),
    ("paths", "{dialogue, bin, settings, keymap, theme, drafts, recent, demo}: absolute paths, null where there is none"),
];

/// Shapes of commands that give an array.
const LISTS: &[(&str, &str)] = &[
    (
        "list KIND, search WORDS",
        "[record]; `show RECORD`, `set` and `add` give one: {kind, id, disclosure, …fields, …rows}. `kind` is the folder, `disclosure` the one that holds \
         (the record's own, else the dialogue's). Fields of the kind that are absent are null, rows that are absent an empty list; unknown keys are there too. \
         A field that is itself called kind or id stands as stakeholder_kind, tie_kind, … Days are ISO, times 14:30, choices as written in files, links as \
         ids. With --jsonl one record a line; with --csv one line a record, of rows their number.",
    ),
    ("kinds", "[{kind, title, tool, about}]; `kinds KIND` gives the same as `schema KIND`, a JSON Schema"),
    ("keys", "[{context, command, keys: [key], label, sentence}]"),
];

/// The page.
pub(super) fn page() -> String {
    let mut out = "# JSON shapes\n\nEvery reading command takes `--json`: one value, keys in a fixed order, sorted as on screen, the same bytes for the same data \
                   and day. More keys may come; none goes. Absent is null. Characters that a terminal would obey stand as escapes. For \
                   another audience than the host every object also has `audience` and `held_back`, a sentence in numbers.\n"
        .to_owned();
    for (command, shape) in SHAPES.iter().chain(LISTS) {
        let _ = writeln!(out, "\n## {command}\n\n{shape}");
    }
    out
}
