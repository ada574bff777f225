//! What every command starts from: which dialogue, which day, for whom.

use super::answer::{Answer, Failure};
use super::json;
use super::sheet::Sheet;
use crate::domain::audience::{Audience, Shown, UnnamedCells, limit, record_level, unnamed};
use crate::domain::dates::parse_day;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::clean;
use crate::domain::record::{Key, Record};
use crate::store::{Loaded, Store};
use chrono::NaiveDate;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::env;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

/// Options that every command takes.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Global {
    /// The dialogue's folder; else $CONVENOR_DIALOGUE, the nearest one upwards, the last opened.
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(super) dialogue: Option<PathBuf>,
    /// Show everything as it stood on that day: 2026-03-16, yesterday, -3w.
    #[arg(long, global = true, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// Show only what that audience may see: public, partner, donor or host.
    #[arg(long, global = true, value_name = "WHO", default_value = "host", hide_default_value = true)]
    audience: String,
    /// Answer in JSON, for other programs.
    #[arg(long, global = true)]
    pub(super) json: bool,
}

/// The day that is today: `$CONVENOR_TODAY`, else the clock's.
pub(super) fn today() -> Result<NaiveDate, Failure> {
    match env::var("CONVENOR_TODAY") {
        Ok(text) if !text.trim().is_empty() => text
            .trim()
            .parse()
            .map_err(|_| Failure::Usage(format!("CONVENOR_TODAY is \"{text}\", which is no date. Write it as 2026-03-16."))),
        _ => Ok(chrono::Local::now().date_naive()),
    }
}

impl Global {
    /// The day that is today for a dialogue: the sample has a day of its own, also where it is what was opened last.
    pub(super) fn today_in(&self, folder: &Path) -> Result<NaiveDate, Failure> {
        match super::open::paths().and_then(|paths| paths.day_of(folder)) {
            Some(day) => Ok(day),
            None => today(),
        }
    }

    /// The day that views see.
    pub(super) fn as_of(&self, today: NaiveDate) -> Result<NaiveDate, Failure> {
        match &self.as_of {
            None => Ok(today),
            Some(text) => day(text, today),
        }
    }

    /// For whom it is.
    pub(super) fn audience(&self) -> Result<Audience, Failure> {
        Audience::parse(&self.audience).ok_or_else(|| {
            let names = Audience::ALL.map(Audience::value).join(", ");
            Failure::Usage(format!("\"{}\" is no audience. Write one of {names}.", self.audience))
        })
    }

    /// The dialogue's folder.
    pub(super) fn folder(&self) -> Result<PathBuf, Failure> {
        self.known_folder()?.ok_or_else(|| {
            Failure::Usage(
                "No dialogue here or above. Name its folder with --dialogue DIR, or begin one with: convenor init DIR".to_owned(),
            )
        })
    }

    /// The dialogue's folder when one is named, near or known; a folder that was named must hold a dialogue.
    pub(super) fn known_folder(&self) -> Result<Option<PathBuf>, Failure> {
        let named = self.dialogue.clone().or_else(|| env::var_os("CONVENOR_DIALOGUE").filter(|dir| !dir.is_empty()).map(PathBuf::from));
        if let Some(dir) = named {
            return Ok(Some(dir));
        }
        let here = env::current_dir().ok();
        let near = here.as_deref().and_then(|here| here.ancestors().find(|dir| dir.join("dialogue.toml").is_file()));
        Ok(near.map(Path::to_owned).or_else(last_opened))
    }

    /// Opens the dialogue's folder and reads all of it.
    pub(super) fn read(&self) -> Result<(Store, Loaded), Failure> {
        let store = Store::open(&self.folder()?)?;
        let loaded = store.load()?;
        Ok((store, loaded))
    }

    /// The dialogue as the audience sees it.
    pub(super) fn see(&self) -> Result<Seen, Failure> {
        let today = self.today_in(&self.folder()?)?;
        let (as_of, audience) = (self.as_of(today)?, self.audience()?);
        let (_, loaded) = self.read()?;
        let hidden = |record: &Record| audience != Audience::Host && audience.sees(record_level(&loaded.dialogue, record)) != Shown::Named;
        let held: BTreeSet<Key> = loaded.dialogue.all().filter(|record| hidden(record)).map(|record| record.key.clone()).collect();
        let limited = limit(&loaded.dialogue, audience);
        let note = (audience != Audience::Host).then(|| {
            let rest = limited.held.rest().map(|rest| format!("; {rest}")).unwrap_or_default();
            format!("For {}, {as_of}: {}{rest}. Views rest on what is shown alone.", audience.value(), limited.held.meetings(as_of))
        });
        let (whole, dialogue) = (ManuallyDrop::new(loaded.dialogue), ManuallyDrop::new(limited.dialogue));
        Ok(Seen { whole, dialogue, today, as_of, audience, held, note, json: self.json })
    }

    /// Refuses to write in the name of anybody but the host.
    pub(super) fn must_be_host(&self) -> Result<(), Failure> {
        match self.audience()? {
            Audience::Host => Ok(()),
            other => Err(Failure::Refused(format!("Nothing is written for the audience {}. Leave out --audience.", other.value()))),
        }
    }
}

/// Reads a day given on the command line.
pub(super) fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, Failure> {
    parse_day(text, today)
        .ok_or_else(|| Failure::Usage(format!("\"{}\" is not a date. Write it as 2026-03-31, today, -3w or fri.", clean(text))))
}

/// The dialogue opened last, when it is still there.
fn last_opened() -> Option<PathBuf> {
    let recent = super::open::paths()?.recent();
    recent.into_iter().map(|(folder, _)| folder).find(|folder| folder.join("dialogue.toml").is_file())
}

/// A dialogue as one audience sees it on one day.
#[derive(Debug)]
pub(super) struct Seen {
    /// All there is: only for views that count what they hold back.
    ///
    /// A command ends with it: the system takes all of the memory back faster than record by record.
    pub(super) whole: ManuallyDrop<Dialogue>,
    /// What may be seen.
    pub(super) dialogue: ManuallyDrop<Dialogue>,
    /// Today.
    pub(super) today: NaiveDate,
    /// The day that views see.
    pub(super) as_of: NaiveDate,
    /// For whom.
    pub(super) audience: Audience,
    held: BTreeSet<Key>,
    note: Option<String>,
    json: bool,
}

impl Seen {
    /// An answer in JSON or as text, whichever was asked for, with what is held back: a text ends with it, so that it is
    /// there too for whoever is sent the text.
    pub(super) fn answer(&self, json: impl FnOnce() -> Json, text: impl FnOnce() -> String) -> Answer {
        self.answer_within(usize::MAX, json, text)
    }

    /// An answer whose text has at most so many lines: blank ones give way to what is held back, from the top.
    pub(super) fn answer_within(&self, most: usize, json: impl FnOnce() -> Json, text: impl FnOnce() -> String) -> Answer {
        if self.json {
            return self.said(json::pretty(&self.with_audience(json())));
        }
        let mut text = text();
        if let Some(note) = &self.note {
            let mut sheet = Sheet::new();
            sheet.para(0, note);
            text.push('\n');
            text.push_str(&sheet.finish());
            let mut over = text.lines().count().saturating_sub(most);
            let kept = text.split_inclusive('\n').filter(|line| {
                let gives_way = over > 0 && *line == "\n";
                over -= usize::from(gives_way);
                !gives_way
            });
            text = kept.collect();
        }
        Answer::text(text)
    }

    /// An object says for whom it is and what is held back, when that is not the host.
    fn with_audience(&self, mut json: Json) -> Json {
        if let (Json::Object(map), Some(note)) = (&mut json, &self.note) {
            map.insert("audience".to_owned(), self.audience.value().into());
            // A trace counts for itself what it holds back.
            map.entry("held_back").or_insert_with(|| note.as_str().into());
        }
        json
    }

    /// An answer for other programs as it stands, with what is held back said beside it.
    pub(super) fn said(&self, body: String) -> Answer {
        Answer::text(body).and_say(self.note.clone())
    }

    /// The positions that this audience may see without names; nothing for the host, who sees all names.
    pub(super) fn unnamed(&self) -> Option<UnnamedCells> {
        (self.audience != Audience::Host).then(|| unnamed(&self.whole, self.audience, self.as_of))
    }

    /// The words for what is not on file: the host's, or those for an audience, from whom it may only be held back.
    pub(super) fn word<'w>(&self, host: &'w str, shown: &'w str) -> &'w str {
        if self.audience == Audience::Host { host } else { shown }
    }

    /// Refuses what the audience may not see.
    pub(super) fn may_see(&self, key: &Key) -> Result<(), Failure> {
        if self.held.contains(key) {
            return Err(Failure::Refused(format!("This record is not for the audience {}.", self.audience.value())));
        }
        Ok(())
    }
}

impl Seen {
    /// What was not found is refused rather than missing when the audience may not see it.
    pub(super) fn rather_refused(&self, named: &str, failure: Failure) -> Failure {
        let held = self.held.iter().find(|key| &*key.id == named || key.to_string() == named);
        held.and_then(|key| self.may_see(key).err()).unwrap_or(failure)
    }
}

/// A folder as people write it: `~` for the home folder.
pub(super) fn homely(path: &Path) -> String {
    let home = env::var_os("HOME").map(PathBuf::from).filter(|home| home.is_absolute());
    match home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned)) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}

/// A folder as it can be typed into a shell: `~` where that stays what it means, else in quotation marks.
pub(super) fn typed(path: &Path) -> String {
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "/._-~".contains(c));
    Some(homely(path)).filter(|text| plain(text)).unwrap_or_else(|| format!("'{}'", path.display().to_string().replace('\'', "'\\''")))
}
