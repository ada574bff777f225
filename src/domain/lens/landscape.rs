//! The policy landscape: policies in force or planned, where they stand in the policy cycle, and by what options are weighed.

use super::declare::lens;

lens! {
    /// A record of `policies`: a law, strategy, programme, …
    Policy on record of "policies" {
        /// Its title.
        title: text,
        /// `in_force`, `draft`, `stalled`, `planned` or `repealed`.
        status: text,
        /// `helps`, `hinders`, `neutral` or `unknown`.
        effect: text,
        /// The issues it bears on.
        issues: texts,
        /// When it can be moved.
        window_open: day,
        /// Until when.
        window_close: day,
    }
}

lens! {
    /// A record of `cycle`: at which stage a policy was found.
    CycleStage on record of "cycle" {
        /// Its title.
        title: text,
        /// Which policy; none means the dialogue's own.
        policy: text,
        /// The stage.
        stage: text,
        /// When it was found so.
        date: day,
        /// At which event it was agreed.
        agreed_at: text,
        /// When something can be moved.
        window_open: day,
        /// Until when.
        window_close: day,
        /// `deliberation`, `adoption`, `monitoring` or `advocacy`.
        entry_logic: text,
        /// The host's trust in it.
        confidence: text,
    }
}

lens! {
    /// A record of `criteria`: how somebody ranks criteria and scores options by them.
    Criteria on record of "criteria" {
        /// Whose ranking.
        stakeholder: text,
        /// The event it was made at.
        event: text,
        /// When.
        date: day,
    }
}

lens! {
    /// The place a criterion has.
    RankRow on row "rank" of "criteria" {
        /// Which criterion.
        criterion: text,
        /// Its place, from 1.
        place: int,
    }
}

lens! {
    /// How an option does by a criterion.
    ScoreRow on row "score" of "criteria" {
        /// Which option.
        option: text,
        /// By which criterion.
        criterion: text,
        /// From -2 to 2.
        value: int,
    }
}
