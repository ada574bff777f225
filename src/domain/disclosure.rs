//! Who may see what: the five levels of confidentiality (`method.md` 9.6).

use std::fmt;

/// The levels, from the most open to the most closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disclosure {
    /// All may see it.
    Public,
    /// Partners and donor, with the name of who said it.
    Attributable,
    /// Partners and donor, without name, and only where several say the same.
    NonAttributable,
    /// The host's team alone.
    Host,
    /// The author alone (shown to the host, with its mark, until records can be encrypted).
    Sealed,
}

impl Disclosure {
    /// All levels, the most open first.
    pub const ALL: [Self; 5] = [Self::Public, Self::Attributable, Self::NonAttributable, Self::Host, Self::Sealed];

    /// The level as written in files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Attributable => "attributable",
            Self::NonAttributable => "non_attributable",
            Self::Host => "host",
            Self::Sealed => "sealed",
        }
    }

    /// The level as shown on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Attributable => "attributable",
            Self::NonAttributable => "not attributable",
            Self::Host => "host only",
            Self::Sealed => "sealed",
        }
    }

    /// The level as one letter, for lists and rows: a capital for what may leave the host's house, a small one for what stays.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Public => "P",
            Self::Attributable => "A",
            Self::NonAttributable => "N",
            Self::Host => "h",
            Self::Sealed => "s",
        }
    }

    /// Who sees it, in half a sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Public => "all may see it",
            Self::Attributable => "partners and donor, with the name",
            Self::NonAttributable => "partners and donor, without name",
            Self::Host => "the host's team alone",
            Self::Sealed => "the author alone",
        }
    }

    /// Reads a level as written in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.value() == text)
    }
}

impl fmt::Display for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
