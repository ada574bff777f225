//! Everything the program knows about records before it has read one: kinds, choice lists, tools, phases.
//!
//! The catalogue is read from the TOML files under `config/`, which are built in; a dialogue may lay files of its own
//! over them. Form, list, detail page, TOML mapping, checks, reference pages and JSON Schema derive from it.

mod kind;
mod overlay;
mod raw;
mod read;
mod toolkit;

pub use kind::{Align, Choice, Choices, Column, FieldDef, FieldType, IdRule, Initial, Kind, RowDef, Section, Sort, Targets};
pub use toolkit::{Category, Phase, ProposedDuty, Tab, Tool};

use super::problem::Problem;
use super::record::Name;
use raw::RawPhases;
use read::Reader;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The name and text of one configuration file.
pub type Source<'a> = (&'a str, &'a str);

/// All kinds, tools and phases. What is built in is read when it is asked for first: no screen needs all of it.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    kinds: BTreeMap<Name, OnceLock<Option<Arc<Kind>>>>,
    /// Where kinds that were not asked for yet are read.
    files: &'static [Source<'static>],
    reader: OnceLock<Reader>,
    tools: OnceLock<Vec<Tool>>,
    phases: OnceLock<RawPhases>,
    duties: OnceLock<Vec<ProposedDuty>>,
}

impl Catalogue {
    /// The catalogue that is built in.
    #[must_use]
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<Catalogue>> = OnceLock::new();
        let kinds = || KINDS.iter().map(|(name, _)| (Name::from(*name), OnceLock::new())).collect();
        BUILTIN.get_or_init(|| Arc::new(Self { kinds: kinds(), files: COMPACT, ..Self::default() })).clone()
    }

    /// Reads a catalogue from the files given, all of it at once.
    ///
    /// A broken file costs only itself; each fault is a problem with its place.
    #[cfg(test)]
    pub(crate) fn read(files: &[Source<'_>]) -> (Self, Vec<Problem>) {
        read::catalogue(files)
    }

    /// The built-in catalogue with a dialogue's own kind files (`config/kinds/*.toml` in its folder) laid over it.
    ///
    /// Of a broken file the built-in kind stays; each fault is a problem with its place.
    #[must_use]
    pub fn with_overlays(overlays: &[Source<'_>]) -> (Arc<Self>, Vec<Problem>) {
        let mut catalogue = Self::builtin();
        let mut problems = Vec::new();
        for (file, text) in overlays {
            match catalogue.reader().overlaid(CONFIG, file, text) {
                Ok(kind) => Arc::make_mut(&mut catalogue).insert(kind),
                Err(problem) => problems.push(problem),
            }
        }
        (catalogue, problems)
    }

    fn insert(&mut self, kind: Kind) {
        self.kinds.insert(kind.name.clone(), OnceLock::from(Some(Arc::new(kind))));
    }

    fn reader(&self) -> &Reader {
        self.reader.get_or_init(|| Reader::of(self.files, &mut Vec::new()))
    }

    /// The kind of that name (folder).
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&Arc<Kind>> {
        let kind = self.kinds.get(name)?.get_or_init(|| {
            let (_, text) = self.files.iter().find(|(file, _)| read::kind_of(file) == Some(name))?;
            self.reader().kind(text).ok().map(Arc::new)
        });
        kind.as_ref()
    }

    /// The names of all kinds, in their order; the dialogue itself among them.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.kinds.keys()
    }

    /// All kinds in the order of their names; the dialogue itself among them.
    pub fn kinds(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.names().filter_map(|name| self.kind(name))
    }

    /// The names of the kinds that are events, in their order.
    pub fn events(&self) -> impl Iterator<Item = &Name> {
        self.kinds.iter().filter(|(name, kind)| is_event(name, kind)).map(|(name, _)| name)
    }

    /// The nineteen tools, by number.
    #[must_use]
    pub fn tools(&self) -> &[Tool] {
        self.tools.get_or_init(|| read::tools(self.files, &mut Vec::new()))
    }

    /// The three phases, in order.
    #[must_use]
    pub fn phases(&self) -> &[Phase] {
        &self.tabbed().phase
    }

    /// The tabs after the phases.
    #[must_use]
    pub fn tabs(&self) -> &[Tab] {
        &self.tabbed().tab
    }

    fn tabbed(&self) -> &RawPhases {
        self.phases.get_or_init(|| read::phases(self.files, &mut Vec::new()))
    }

    /// The duties that the method sees with each side, in its order.
    #[must_use]
    pub fn duties(&self) -> &[ProposedDuty] {
        self.duties.get_or_init(|| read::duties(self.files, &mut Vec::new()))
    }

    /// The tool of that number.
    #[must_use]
    pub fn tool(&self, number: u8) -> Option<&Tool> {
        self.tools().iter().find(|tool| tool.number == number)
    }

    /// The phase of that name.
    #[must_use]
    pub fn phase(&self, name: &str) -> Option<&Phase> {
        self.phases().iter().find(|phase| phase.name == name)
    }

    /// The kinds that a link's target list means: `event` stands for all kinds of event.
    pub fn targets<'a>(&'a self, targets: &'a Targets) -> impl Iterator<Item = &'a Arc<Kind>> {
        let events = targets.kinds.iter().any(|target| &**target == "event");
        let meant = move |(name, kind): &(&Name, &OnceLock<_>)| targets.kinds.contains(name) || (events && is_event(name, kind));
        self.kinds.iter().filter(meant).filter_map(|(name, _)| self.kind(name))
    }
}

/// Whether a kind is one of events: as it says itself, or as the build noted of it before it was read.
fn is_event(name: &str, kind: &OnceLock<Option<Arc<Kind>>>) -> bool {
    match kind.get() {
        Some(kind) => kind.as_ref().is_some_and(|kind| kind.event),
        None => KINDS.iter().any(|(known, event)| *known == name && *event),
    }
}

#[cfg(test)]
mod tests;
