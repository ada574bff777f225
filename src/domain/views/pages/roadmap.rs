//! The Roadmap for Reform: preamble, signatories, policy priorities with what is recommended, and proposals for implementation.

use super::super::roadmap::{self, Late, Line, Roadmap};
use super::{Block, Writer, joined};
use crate::domain::display::one_line;
use crate::domain::lens::commitment::ResourceRow;
use crate::domain::lens::{Commitment, Document};
use crate::domain::record::Key;

impl Writer<'_> {
    pub(super) fn roadmap(&mut self, document: Option<Document<'_>>) {
        self.prose("Preamble", document, "preamble", "The preamble is not written yet.");
        self.signatories(document);
        let view = roadmap::compute(self.dialogue, self.as_of);
        self.priorities(document);
        self.proposals(&view);
        self.reservations(document);
    }

    /// The priorities agreed, each with how reform should meet the challenge.
    fn priorities(&mut self, document: Option<Document<'_>>) {
        self.heading("Policy priorities");
        let rows: Vec<_> = document.into_iter().flat_map(Document::priorities).collect();
        if rows.is_empty() {
            self.unwritten("No priority is agreed yet.", "priority");
        }
        let mut bare = Vec::new();
        for row in &rows {
            let name = row.title().unwrap_or_default();
            let text = match row.text() {
                Some(text) => format!("{name}: {text}"),
                None => {
                    bare.push(one_line(name));
                    name.to_owned()
                }
            };
            self.item(&text, document.map(|document| document.0.key.clone()));
        }
        if !bare.is_empty() {
            let whose = if bare.len() == rows.len() { "any of them".to_owned() } else { bare.join(", ") };
            self.missing(&format!("No recommendation is written yet for {whose}: how reform should meet the challenge, concretely."));
        }
    }

    /// What is to be done for each priority: its commitments, with who leads, by when, and with what money.
    fn proposals(&mut self, view: &Roadmap) {
        self.heading("Proposals for implementation");
        if view.lines.is_empty() {
            self.missing("No commitment is on file.");
            return;
        }
        for group in &view.by_priority {
            self.blocks.push(Block::Under(one_line(&group.title)));
            if group.commitments.is_empty() {
                self.missing("No commitment carries this priority yet.");
            }
            for line in group.commitments.iter().filter_map(|id| view.line(id)) {
                self.commitment(line);
            }
        }
    }

    fn signatories(&mut self, document: Option<Document<'_>>) {
        self.heading("Signatories");
        let ids: Vec<&str> = document.into_iter().flat_map(Document::signatories).collect();
        if ids.is_empty() {
            self.unwritten("Nobody has signed yet.", "signatories");
        } else {
            let names = self.names(ids.iter().copied());
            self.item(&names, ids.iter().map(|id| Key::new("stakeholders", id)));
        }
        if let Some((text, key)) = document.and_then(Document::signed_at).and_then(|link| self.event(link)) {
            self.item(&format!("Signed at: {text}"), [key]);
        }
    }

    fn commitment(&mut self, line: &Line) {
        let Some(record) = self.dialogue.get(Commitment::KIND, &line.id) else { return };
        let commitment = Commitment(record);
        let lead = line.lead.as_deref().map(|lead| self.dialogue.short(lead).to_owned());
        let with = self.names(commitment.supporting());
        let who = match (lead, with.is_empty()) {
            (Some(lead), true) => Some(lead),
            (Some(lead), false) => Some(format!("{lead} with {with}")),
            (None, true) => None,
            (None, false) => Some(format!("nobody leads, with {with}")),
        };
        let due = match (line.due, line.revised) {
            (Some(first), Some(new)) => Some(format!("due {new}, first {first}")),
            (first, new) => new.or(first).map(|date| format!("due {date}")),
        };
        let due = match line.late {
            Late::Overdue => due.map(|due| format!("{due}, overdue")),
            _ => due,
        };
        let amounts: Vec<&str> = commitment.resources().filter_map(ResourceRow::amount).collect();
        let money = if amounts.is_empty() { None } else { Some(amounts.join(", ")) };
        let after: Vec<&str> = line.waits_for.iter().map(|id| &**id).collect();
        let after = (!after.is_empty()).then(|| format!("after {}", after.join(", ")));
        let text = joined([
            Some(format!("{} {}", line.id, one_line(commitment.title()))),
            who,
            due,
            Some(line.status.label().to_owned()),
            money,
            after,
        ]);
        self.item(&text, [record.key.clone()]);
    }
}
