//! A tie of the policy network: who with whom, of what kind, how often, how closely, since when.

use super::declare::lens;
use chrono::NaiveDate;

lens! {
    /// A record of `ties`.
    Tie on record of "ties" {
        /// Where it begins.
        from: text,
        /// Where it leads.
        to: text,
        /// `information`, `joint_work`, `funding`, `hierarchy`, `advice` or `conflict`.
        kind: text,
        /// How often: 0 none, 1 yearly, 2 quarterly, 3 monthly, 4 weekly.
        frequency: int,
        /// How closely: 1 formal contact, 2 exchange, 3 cooperation, 4 joint action.
        intensity: int,
        /// Trust, 1 to 5.
        trust: int,
        /// `before`, `dialogue` or `unknown`.
        origin: text,
        /// The first day.
        since: day,
        /// The last day.
        until: day,
        /// What is wished for it: `strengthen`, `keep` or `mend`.
        wish: text,
    }
}

impl Tie<'_> {
    /// Whether it is there on a day: begun, not ended (both days included), and not of frequency 0.
    #[must_use]
    pub fn is_there(self, as_of: NaiveDate) -> bool {
        self.frequency() != Some(0) && self.since().is_none_or(|since| since <= as_of) && self.until().is_none_or(|until| as_of <= until)
    }
}
