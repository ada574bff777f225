//! The scales that rules reason with, as types. An absent or unreadable value has the meaning that the scale gives it.

use super::declare::scale;

scale! {
    /// Who says that a statement holds.
    #[derive(Default)]
    Voice {
        /// The stakeholder said it; also when nothing is noted.
        #[default]
        Said: "said",
        /// The host concludes it.
        Inferred: "inferred",
        /// Somebody else told the host.
        Reported: "reported",
    }
}

impl Voice {
    /// Not from their own mouth: shown with `~`.
    #[must_use]
    pub fn is_second_hand(self) -> bool {
        self != Self::Said
    }
}

scale! {
    /// Which way a red line points.
    Polarity {
        /// It must come.
        MustHave: "must_have" "must have",
        /// It must not come.
        MustNotHave: "must_not_have" "must not have",
    }
}

scale! {
    /// How hard a red line is.
    #[derive(Default)]
    Firmness {
        /// Nothing will move it.
        Absolute: "absolute",
        /// Meant; also when nothing is noted.
        #[default]
        Firm: "firm",
        /// Likely to be bargained away.
        OpeningBid: "opening_bid" "opening bid",
    }
}

scale! {
    /// How far a promise of the host has been kept.
    #[derive(Default)]
    PromiseState {
        /// Kept.
        Kept: "kept",
        /// Neither kept nor broken; also when nothing is noted.
        #[default]
        Open: "open",
        /// Broken.
        Broken: "broken",
    }
}

scale! {
    /// How far a commitment has been kept.
    Status {
        /// Nobody knows: not the same as not started.
        NoEvidence: "no_evidence" "no evidence",
        /// Not begun.
        NotStarted: "not_started" "not started",
        /// On its way.
        OnTrack: "on_track" "on track",
        /// May slip.
        AtRisk: "at_risk" "at risk",
        /// Has slipped.
        Delayed: "delayed",
        /// Kept.
        Done: "done",
        /// Given up.
        Dropped: "dropped",
    }
}

impl Status {
    /// Whether nothing is to be done any more: kept or given up.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

scale! {
    /// How far a commitment has been promised.
    Maturity {
        /// Somebody said it aloud.
        Floated: "floated",
        /// They let it be understood.
        Hinted: "hinted",
        /// They offered to do it.
        Offered: "offered",
        /// They would, on a condition.
        Conditional: "conditional",
        /// They said yes.
        Agreed: "agreed",
        /// It stands in the signed Roadmap.
        Signed: "signed",
        /// They took it back.
        Withdrawn: "withdrawn",
    }
}

scale! {
    /// Which of the three outputs a document is, in the order of the phases.
    Output {
        /// Participatory Policy Analysis.
        Ppa: "ppa" "Participatory Policy Analysis",
        /// Roadmap for Reform.
        Roadmap: "roadmap" "Roadmap for Reform",
        /// Policy Network Strategy.
        NetworkStrategy: "network_strategy" "Policy Network Strategy",
    }
}
