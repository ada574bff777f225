//! A snapshot: positions, commitments, indicators and ties as they stood on a day, frozen by the program.

use super::declare::lens;

lens! {
    /// A record of `snapshots`.
    Snapshot on record of "snapshots" {
        /// The day it was frozen for.
        date: day,
        /// Why it was taken.
        reason: text,
    }
}

lens! {
    /// A cell of the position matrix.
    CellRow on row "cell" of "snapshots" {
        /// Whose.
        stakeholder: text,
        /// On which option.
        option: text,
        /// From -2 to 2.
        value: int,
        /// Whose word it is.
        voice: text,
    }
}

lens! {
    /// A commitment.
    CommitmentRow on row "commitment" of "snapshots" {
        /// Its id.
        id: text,
        /// How far it was kept.
        status: text,
        /// How far it was promised.
        maturity: text,
    }
}

lens! {
    /// An indicator.
    IndicatorRow on row "indicator" of "snapshots" {
        /// Its id.
        id: text,
        /// Its latest value; absent without data.
        value: number,
    }
}

lens! {
    /// A tie.
    TieRow on row "tie" of "snapshots" {
        /// Where it began.
        from: text,
        /// Where it led.
        to: text,
        /// Of what kind.
        kind: text,
        /// How often.
        frequency: int,
        /// How closely.
        intensity: int,
    }
}
