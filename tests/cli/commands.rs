//! The commands that read a dialogue: one table, for what must hold of every one of them.

/// A line for each way to ask; what is in braces is named by whoever asks, because every dialogue has its own ids.
const READING: [&str; 28] = [
    "status",
    "brief {stakeholder}",
    "precheck {event}",
    "matrix",
    "matrix --issue {issue}",
    "findings",
    "findings --all",
    "common-ground",
    "coverage",
    "coverage --since 2025-12-03",
    "roadmap",
    "forecast",
    "donors",
    "indicators",
    "network",
    "isf",
    "isf --diff 2025-06-30 2026-03-16",
    "movement 2025-06-30 2026-03-16",
    "promises",
    "outcomes",
    "trace {commitment}",
    "trace {option}",
    "trace {stakeholder} {option}",
    "trace {stakeholder} {issue}",
    "trace {stakeholder} {commitment}",
    "list meetings",
    "show {meeting}",
    "search {word}",
];

/// What is in braces, and what stands for it in the sample.
const OF_SAMPLE: [(&str, &str); 7] = [
    ("{stakeholder}", "mof"),
    ("{event}", "e5"),
    ("{issue}", "i2"),
    ("{commitment}", "c03"),
    ("{option}", "o2b"),
    ("{meeting}", "meetings/2025-02-19-udk"),
    ("{word}", "interpreters"),
];

/// Every line, with names of a dialogue put in for what is in braces.
pub(crate) fn reading(names: &[(&str, &str)]) -> Vec<String> {
    let filled = |line: &str| names.iter().fold(line.to_owned(), |line, (brace, name)| line.replace(brace, name));
    READING.into_iter().map(filled).inspect(|line| assert!(!line.contains('{'), "nothing stands for a name in {line}")).collect()
}

/// Every line, asked of the sample.
pub(crate) fn of_sample() -> Vec<String> {
    reading(&OF_SAMPLE)
}

/// The lines that name no record, and so can be asked of any dialogue.
pub(crate) fn of_any() -> impl Iterator<Item = &'static str> {
    READING.into_iter().filter(|line| !line.contains('{'))
}
