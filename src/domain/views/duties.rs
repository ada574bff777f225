//! What donor, government, host and stakeholders took upon themselves for the process, and how far each duty is met.

use crate::domain::catalogue::ProposedDuty;
use crate::domain::dialogue::Dialogue;
use crate::domain::record::{Fields, Name};
use serde_json::{Value as Json, json};

/// The roles in the method's order.
pub const ROLES: [&str; 4] = ["donor", "government", "host", "stakeholder"];

/// The duties, role by role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duties {
    /// The roles in the method's order, each with its duties in the order of the file; roles without any are left out. Duties of
    /// no side, or of one that the method does not know, come last under an empty name.
    pub roles: Vec<(Name, Vec<Duty>)>,
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its index among the duties of `dialogue.toml`, from 0.
    pub index: usize,
    /// What is to be done.
    pub duty: String,
    /// How far it is met.
    pub state: DutyState,
    /// A remark.
    pub note: Option<String>,
}

/// How far a duty is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DutyState {
    /// Not begun; also when nothing is noted.
    #[default]
    Open,
    /// Being done.
    InHand,
    /// Done.
    Met,
}

impl DutyState {
    /// All, in the order in which a duty goes through them.
    pub const ALL: [Self; 3] = [Self::Open, Self::InHand, Self::Met];

    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "not begun",
            Self::InHand => "in hand",
            Self::Met => "met",
        }
    }

    /// Its sign on the screen.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Open => "·",
            Self::InHand => "○",
            Self::Met => "✓",
        }
    }

    /// As written in files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InHand => "in_hand",
            Self::Met => "met",
        }
    }

    /// From a file; whatever is not known there is not begun.
    #[must_use]
    pub fn read(text: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|state| text == Some(state.value())).unwrap_or_default()
    }
}

/// Whether a duty of the method stands in the dialogue, with the same side and in the same words.
#[must_use]
pub fn is_taken_up(dialogue: &Dialogue, proposed: &ProposedDuty) -> bool {
    let same = |text: Option<&str>| text.is_some_and(|text| text.trim().to_lowercase() == proposed.duty.to_lowercase());
    dialogue.process().rows("duty").any(|row| row.text("role") == Some(proposed.role.as_str()) && same(row.text("duty")))
}

/// The duties of the process, as they stand: they have no dates.
#[must_use]
pub fn compute(dialogue: &Dialogue) -> Duties {
    let side = |role: Option<&str>| ROLES.into_iter().find(|known| role == Some(*known)).unwrap_or_default();
    let of = |role: &str| -> Vec<Duty> {
        let rows = dialogue.process().rows("duty").enumerate().filter(|(_, row)| side(row.text("role")) == role);
        let duty = |(index, row): (usize, &crate::domain::record::Row)| Duty {
            index,
            duty: row.text("duty").unwrap_or_default().to_owned(),
            state: DutyState::read(row.text("state")),
            note: row.text("note").map(str::to_owned),
        };
        rows.map(duty).collect()
    };
    Duties {
        roles: ROLES.into_iter().chain([""]).map(|role| (Name::from(role), of(role))).filter(|(_, duties)| !duties.is_empty()).collect(),
    }
}

impl Duties {
    /// `{"roles": [{"role", "duties": [{"duty", "state", "note"}]}]}`.
    #[must_use]
    pub fn json(&self) -> Json {
        let duty = |duty: &Duty| json!({ "duty": duty.duty, "state": duty.state.value(), "note": duty.note });
        let role = |(role, duties): &(Name, Vec<Duty>)| json!({ "role": &**role, "duties": duties.iter().map(duty).collect::<Vec<_>>() });
        json!({ "roles": self.roles.iter().map(role).collect::<Vec<_>>() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::dialogue;

    #[test]
    fn a_duty_of_no_side_or_an_unknown_one_comes_last_and_is_not_lost() {
        let text = "[[duty]]\nduty = 'Pay'\n[[duty]]\nrole = 'stakeholder'\nduty = 'Speak'\n[[duty]]\nrole = 'king'\nduty = 'Bow'";
        let view = compute(&dialogue([("dialogue", text)]));
        let told: Vec<_> =
            view.roles.iter().map(|(role, duties)| (&**role, duties.iter().map(|it| it.index).collect::<Vec<_>>())).collect();
        assert_eq!(told, [("stakeholder", vec![1]), ("", vec![0, 2])]);
    }

    #[test]
    fn duties_stand_by_role_and_one_without_a_state_is_open() {
        let text = "[[duty]]\nrole = 'host'\nduty = 'Write'\nstate = 'met'\n[[duty]]\nrole = 'donor'\nduty = 'Pay'\n\
                    [[duty]]\nrole = 'host'\nduty = 'Listen'\nstate = 'in_hand'";
        let view = compute(&dialogue([("dialogue", text)]));
        let found: Vec<_> = view
            .roles
            .iter()
            .flat_map(|(role, duties)| duties.iter().map(move |duty| (&**role, duty.duty.as_str(), duty.state.value(), duty.index)))
            .collect();
        assert_eq!(found, [("donor", "Pay", "open", 1), ("host", "Write", "met", 0), ("host", "Listen", "in_hand", 2)]);
    }
}
