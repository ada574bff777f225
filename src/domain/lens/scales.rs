//! The scales that rules reason with, as types. An absent or unreadable value has the meaning that the scale gives it.

/// Who says that a statement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Voice {
    /// The stakeholder said it; also when nothing is noted.
    #[default]
    Said,
    /// The host concludes it.
    Inferred,
    /// Somebody else told the host.
    Reported,
}

impl Voice {
    /// All voices in the order of the scale.
    pub const ALL: [Self; 3] = [Self::Said, Self::Inferred, Self::Reported];

    /// As written in files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Inferred => "inferred",
            Self::Reported => "reported",
        }
    }

    /// Reads a voice as written in files; absent is said.
    #[must_use]
    pub fn read(text: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|voice| text == Some(voice.value())).unwrap_or_default()
    }

    /// Not from their own mouth: shown with `~`.
    #[must_use]
    pub fn is_second_hand(self) -> bool {
        self != Self::Said
    }
}

/// Which way a red line points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It must come.
    MustHave,
    /// It must not come.
    MustNotHave,
}

impl Polarity {
    /// Both, in the order of the scale.
    pub const ALL: [Self; 2] = [Self::MustHave, Self::MustNotHave];

    /// As written in files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::MustHave => "must_have",
            Self::MustNotHave => "must_not_have",
        }
    }

    /// As people say it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::MustHave => "must have",
            Self::MustNotHave => "must not have",
        }
    }

    /// Reads a polarity as written in files.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|polarity| polarity.value() == text)
    }
}

/// How hard a red line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Firmness {
    /// Nothing will move it.
    Absolute,
    /// Meant; also when nothing is noted.
    #[default]
    Firm,
    /// Likely to be bargained away.
    OpeningBid,
}

impl Firmness {
    /// All, hardest first.
    pub const ALL: [Self; 3] = [Self::Absolute, Self::Firm, Self::OpeningBid];

    /// As written in files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Absolute => "absolute",
            Self::Firm => "firm",
            Self::OpeningBid => "opening_bid",
        }
    }

    /// As people say it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Absolute => "absolute",
            Self::Firm => "firm",
            Self::OpeningBid => "opening bid",
        }
    }

    /// Reads a firmness as written in files; absent is firm.
    #[must_use]
    pub fn read(text: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|firmness| text == Some(firmness.value())).unwrap_or_default()
    }
}

/// How far a promise of the host has been kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PromiseState {
    /// Kept.
    Kept,
    /// Neither kept nor broken; also when nothing is noted.
    #[default]
    Open,
    /// Broken.
    Broken,
}

impl PromiseState {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Kept, Self::Open, Self::Broken];

    /// As written in files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Open => "open",
            Self::Broken => "broken",
        }
    }

    /// Reads a state as written in files; absent is open.
    #[must_use]
    pub fn read(text: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|state| text == Some(state.value())).unwrap_or_default()
    }
}
