//! The Policy Network Strategy: what the network is worth, how it stands, which ties to strengthen or mend, and what may come.

use super::super::foresight;
use super::super::network::{self, Link};
use super::{Block, Writer, joined};
use crate::domain::display::title_of;
use crate::domain::lens::{Document, Stakeholder};
use crate::domain::record::{Fields, Key, Name};

impl Writer<'_> {
    pub(super) fn strategy(&mut self, document: Option<Document<'_>>) {
        self.prose("Relevance", document, "relevance", "What the network is worth to its members is not put into words yet.");
        self.prose("Engagement", document, "engagement", "How the network stays open, and who is missing, is not put into words yet.");
        self.graph();
        self.foresight();
        self.gaps();
    }

    fn graph(&mut self) {
        let view = network::compute(self.dialogue, self.as_of);
        self.heading("The network graph");
        if view.ties.is_empty() {
            self.missing("No tie is on file.");
            return;
        }
        let density = |density: Option<f64>| density.map_or("not known".to_owned(), |density| format!("{density:.2}"));
        let (before, now) = (density(view.density_before), density(view.density));
        self.blocks.push(Block::Text(format!(
            "{} stakeholders, {} linked pairs; density {before} before the dialogue, {now} now; {} ties through the dialogue, {} pairs newly tied.",
            view.nodes.len(),
            view.pairs,
            view.ties_through_dialogue,
            view.new_pairs
        )));
        self.people("Brokers, without whom it would fall apart", &view.brokers);
        self.people("Without any tie", &view.isolated);
        for (wish, words) in [("strengthen", "To strengthen"), ("mend", "To mend"), ("keep", "To keep")] {
            let wished: Vec<&Link> = view.ties.iter().chain(&view.conflicts).filter(|link| link.wish.as_deref() == Some(wish)).collect();
            for link in wished {
                let text = format!("{words}: {} – {}", self.dialogue.short(&link.from), self.dialogue.short(&link.to));
                self.item(&text, [Key::new("ties", &link.id)]);
            }
        }
    }

    fn people(&mut self, words: &str, ids: &[Name]) {
        if !ids.is_empty() {
            let names = self.names(ids.iter().map(|id| &**id));
            self.item(&format!("{words}: {names}"), ids.iter().map(|id| Key::new("stakeholders", id)));
        }
    }

    fn foresight(&mut self) {
        let told = foresight::seen(self.dialogue, self.as_of).map(|record| {
            let commitments = record.texts("commitments").collect::<Vec<_>>().join(", ");
            let touches = (!commitments.is_empty()).then(|| format!("touches {commitments}"));
            let review = record.date("review").map(|date| format!("look again {date}"));
            let parts =
                [Some(title_of(record, self.dialogue)), self.say(record, "likelihood"), touches, self.say(record, "response"), review];
            (joined(parts), record.key.clone())
        });
        let told = told.collect();
        self.list("Strategic foresight", told, "No driver of change is on file.");
    }

    fn gaps(&mut self) {
        let people = self.dialogue.records("stakeholders").iter().map(|record| Stakeholder(record)).filter(|person| person.is_nine());
        let gaps = people
            .filter_map(|person| Some((format!("{}: {}", self.dialogue.short(person.id()), person.capacity_gap()?), person.0.key.clone())));
        let gaps = gaps.collect();
        self.list("Needs and capacity gaps", gaps, "No capacity gap is on file.");
    }
}
