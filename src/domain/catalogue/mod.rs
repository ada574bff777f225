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
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The name and text of one configuration file.
pub type Source<'a> = (&'a str, &'a str);

/// All kinds, tools and phases.
#[derive(Debug, Clone)]
pub struct Catalogue {
    kinds: BTreeMap<Name, Arc<Kind>>,
    /// The nineteen tools, by number.
    pub tools: Vec<Tool>,
    /// The three phases, in order.
    pub phases: Vec<Phase>,
    /// The tabs after the phases.
    pub tabs: Vec<Tab>,
    /// The duties that the method sees with each side, in its order.
    pub duties: Vec<ProposedDuty>,
}

impl Catalogue {
    /// The catalogue that is built in.
    #[must_use]
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<Catalogue>> = OnceLock::new();
        BUILTIN.get_or_init(|| Arc::new(Self::read(COMPACT, &[]).0)).clone()
    }

    /// Reads a catalogue from the shared files and kinds given, with a dialogue's own kind files laid over them.
    ///
    /// A broken file costs only itself: of a broken overlay the built-in kind stays; each fault is a problem with its
    /// place.
    #[must_use]
    pub fn read(files: &[Source<'_>], overlays: &[Source<'_>]) -> (Self, Vec<Problem>) {
        read::catalogue(files, overlays)
    }

    /// The built-in catalogue with a dialogue's own kind files (`config/kinds/*.toml` in its folder) laid over it.
    #[must_use]
    pub fn with_overlays(overlays: &[Source<'_>]) -> (Arc<Self>, Vec<Problem>) {
        if overlays.is_empty() {
            return (Self::builtin(), Vec::new());
        }
        let (catalogue, problems) = Self::read(CONFIG, overlays);
        (Arc::new(catalogue), problems)
    }

    /// The kind of that name (folder).
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&Arc<Kind>> {
        self.kinds.get(name)
    }

    /// All kinds in the order of their names; the dialogue itself among them.
    pub fn kinds(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.kinds.values()
    }

    /// The tool of that number.
    #[must_use]
    pub fn tool(&self, number: u8) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.number == number)
    }

    /// The phase of that name.
    #[must_use]
    pub fn phase(&self, name: &str) -> Option<&Phase> {
        self.phases.iter().find(|phase| phase.name == name)
    }

    /// The kinds that a link's target list means: `event` stands for all kinds of event.
    pub fn targets<'a>(&'a self, targets: &'a Targets) -> impl Iterator<Item = &'a Arc<Kind>> {
        self.kinds.values().filter(|kind| targets.kinds.iter().any(|target| *target == kind.name || (&**target == "event" && kind.event)))
    }
}

#[cfg(test)]
mod tests;
