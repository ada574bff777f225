//! A donor's support: what it covers, on what it hangs, and whether it goes where the Roadmap goes.

use super::declare::lens;

lens! {
    /// A record of `donor-support`.
    Support on record of "donor-support" {
        /// Its title.
        title: text,
        /// Who gives it.
        donor: text,
        /// In which form.
        instrument: text,
        /// How much, in words.
        amount: text,
        /// The commitments it covers.
        commitments: texts,
        /// On what it hangs, in words.
        condition: text,
        /// When the next payment is decided.
        tranche_date: day,
        /// The indicators on which the payment hangs.
        indicators: texts,
        /// `yes`, `partly`, `no` or `overlap`.
        aligned: text,
    }
}
