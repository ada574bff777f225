//! A bilateral meeting: the host's confidential talk with one stakeholder.

use super::declare::lens;
use super::rows::{FollowUpRow, LikelyCommitmentRow, PointRow, PositionRow, PromiseRow, RedLineRow, ViewOfRow};
use super::scales::Voice;
use crate::domain::record::Record;
use chrono::NaiveDate;

lens! {
    /// A record of `meetings`.
    Meeting on record of "meetings" {
        /// With whom.
        stakeholder: text,
        /// When.
        date: day,
        /// How long, in minutes.
        minutes: int,
        /// `planned`, `held` (also when absent) or `not_held`.
        status: text,
        /// Who spoke for them.
        persons: texts,
        /// The highest level present.
        level: text,
        /// The tongue it was held in.
        language: text,
        /// The phase it was held in.
        phase: text,
        /// The event it prepares or follows, as `folder/id`.
        related_event: text,
        /// The issues to be spoken of.
        issues: texts,
        /// From 1 (guarded) to 4 (frank).
        frankness: int,
        /// The host's trust in this reading.
        confidence: text,
        /// From 1 to 5.
        fairness: int,
        /// From 1 to 5.
        usefulness: int,
        /// From 1 to 5.
        being_heard: int,
        /// `better`, `same` or `worse`.
        relation_trend: text,
        /// To be met again by then.
        next_meeting_by: day,
    }
}

impl<'a> Meeting<'a> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.0.id()
    }

    /// Its day, when it counts at `as_of`.
    #[must_use]
    pub fn counted(self, as_of: NaiveDate) -> Option<NaiveDate> {
        super::counted(self.0, as_of)
    }

    /// Where they stood, in the order of the file.
    pub fn positions(self) -> impl DoubleEndedIterator<Item = PositionRow<'a>> {
        self.0.rows("position").map(PositionRow)
    }

    /// Their red lines.
    pub fn red_lines(self) -> impl DoubleEndedIterator<Item = RedLineRow<'a>> {
        self.0.rows("red_line").map(RedLineRow)
    }

    /// What they may commit to.
    pub fn likely_commitments(self) -> impl DoubleEndedIterator<Item = LikelyCommitmentRow<'a>> {
        self.0.rows("likely_commitment").map(LikelyCommitmentRow)
    }

    /// What the host promised.
    pub fn promises(self) -> impl DoubleEndedIterator<Item = PromiseRow<'a>> {
        self.0.rows("promise").map(PromiseRow)
    }

    /// What is to be done.
    pub fn follow_ups(self) -> impl DoubleEndedIterator<Item = FollowUpRow<'a>> {
        self.0.rows("follow_up").map(FollowUpRow)
    }

    /// What they think of others.
    pub fn views_of(self) -> impl DoubleEndedIterator<Item = ViewOfRow<'a>> {
        self.0.rows("view_of").map(ViewOfRow)
    }

    /// The points of the minutes.
    pub fn points(self) -> impl DoubleEndedIterator<Item = PointRow<'a>> {
        self.0.rows("point").map(PointRow)
    }
}

impl PointRow<'_> {
    /// Whose word it is.
    #[must_use]
    pub fn voice(self) -> Voice {
        use crate::domain::record::Fields;
        self.0.text("voice").and_then(Voice::parse).unwrap_or_default()
    }
}

/// All meetings that count at `as_of`, with their days, in the order of day and id.
#[must_use]
pub fn counted_meetings(records: &[std::sync::Arc<Record>], as_of: NaiveDate) -> Vec<(NaiveDate, Meeting<'_>)> {
    let mut meetings: Vec<_> = records.iter().filter_map(|record| Some((super::counted(record, as_of)?, Meeting(record)))).collect();
    meetings.sort_by_key(|(day, meeting)| (*day, meeting.id()));
    meetings
}
