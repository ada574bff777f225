//! Dialogues of any size, made from the sample.

use convenor::domain::catalogue::DEMO;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;
use std::{fs, io};

/// How long this thread has had the processor: other work of the machine does not show.
#[allow(dead_code, reason = "each bench is a program of its own and takes what it needs")]
pub(crate) fn worked() -> Duration {
    nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID).map_or(Duration::ZERO, Duration::from)
}

/// Writes the sample again and again under other ids, until there are `count` records; gives their bytes.
///
/// Links lead to the first round, so that some records are linked to from everywhere: the dearest case. With `only` a kind,
/// the records after the first round are all of it.
#[allow(dead_code, reason = "each bench is a program of its own and takes what it needs")]
pub(crate) fn write(dir: &Path, count: usize, only: &str) -> io::Result<usize> {
    let again = DEMO.iter().filter(|(file, _)| file.starts_with(only) && file.contains('/')).cycle();
    let mut bytes = 0;
    for (n, (file, text)) in DEMO.iter().chain(again).take(count).enumerate() {
        let file = match file.split_once('/').filter(|_| n >= DEMO.len()) {
            Some((kind, name)) => format!("{kind}/n{n}-{name}"),
            None => (*file).to_owned(),
        };
        let path = dir.join(file);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
        bytes += text.len();
    }
    Ok(bytes)
}

/// Writes the sample with so many meetings with so many stakeholders more: a dialogue of many years, in which everybody was met
/// many times and has red lines of their own.
#[allow(clippy::indexing_slicing, reason = "places are taken modulo the length")]
#[allow(dead_code, reason = "each bench is a program of its own and takes what it needs")]
pub(crate) fn busy(dir: &Path, meetings: usize, people: usize) -> io::Result<()> {
    const KINDS: [&str; 5] = ["party", "cso", "ministry", "union", "business"];
    const OPTIONS: [&str; 8] = ["o1a", "o2a", "o2b", "o2c", "o3a", "o3b", "o5a", "o6a"];
    write(dir, DEMO.len(), "")?;
    for n in 0..people {
        let (kind, region, influence) = (KINDS[n % KINDS.len()], n % 7, n % 5 + 1);
        let text = format!("name = \"Stakeholder {n}\"\nkind = \"{kind}\"\nregion = \"Region {region}\"\ninfluence = {influence}\n");
        fs::write(dir.join(format!("stakeholders/s{n:03}.toml")), text)?;
    }
    for n in 0..meetings {
        let (who, year, month, day) = (n % people, 2023 + n % 3, n / 3 % 12 + 1, n / 36 % 28 + 1);
        let mut text = format!("stakeholder = \"s{who:03}\"\ndate = {year}-{month:02}-{day:02}\nstatus = \"held\"\n");
        let _ = writeln!(text, "notes = \"\"\"\nMeeting {n}: they spoke of the law and of what it costs.\n\"\"\"");
        for k in 0..3 {
            let (option, value) = (OPTIONS[(n / people + 3 * k + who) % OPTIONS.len()], (n * 7 + k * 3) % 5);
            let _ = writeln!(text, "\n[[position]]\noption = \"{option}\"\nvalue = {}\nvoice = \"said\"", value as i64 - 2);
        }
        if n % 2 == 0 {
            let (option, way) = (OPTIONS[(n / 2 + who) % OPTIONS.len()], if n % 4 == 0 { "must_have" } else { "must_not_have" });
            let _ = writeln!(text, "\n[[red_line]]\noption = \"{option}\"\npolarity = \"{way}\"\nfirmness = \"firm\"");
        }
        if n % 5 == 0 {
            let _ = writeln!(text, "\n[[promise]]\ntext = \"send the draft\"\ndue = {year}-{month:02}-28\nstatus = \"open\"");
        }
        fs::write(dir.join(format!("meetings/{year}-{month:02}-{day:02}-s{who:03}-{n}.toml")), text)?;
    }
    Ok(())
}
