//! The Participatory Policy Analysis: the problem, the policies that bear on it, the evidence, what is contested, and by what
//! it will be judged.

use super::super::{criteria, indicators};
use super::{Writer, joined};
use crate::domain::display::title_of;
use crate::domain::lens::landscape::Policy;
use crate::domain::lens::{Document, Indicator, Issue};
use crate::domain::record::{Fields, Key};

impl Writer<'_> {
    pub(super) fn ppa(&mut self, document: Option<Document<'_>>) {
        self.prose("The problem", document, "problem", "The problem is not put into words yet.");
        self.landscape();
        self.evidence(document);
        self.contention();
        self.criteria();
        self.policy_indicators();
        self.validation(document);
        self.reservations(document);
    }

    fn landscape(&mut self) {
        let policies = self.dialogue.records("policies").iter().map(|record| {
            let bears = Policy(record).issues().collect::<Vec<_>>().join(", ");
            let bears = (!bears.is_empty()).then(|| format!("bears on {bears}"));
            let name = Some(title_of(record, self.dialogue));
            (joined([name, self.say(record, "status"), self.say(record, "effect"), bears]), record.key.clone())
        });
        let policies = policies.collect();
        self.list("The policy landscape", policies, "No policy, law or programme is on file.");
    }

    fn evidence(&mut self, document: Option<Document<'_>>) {
        let cited = document.into_iter().flat_map(Document::evidence).map(|id| match self.dialogue.get("evidence", id) {
            Some(record) => {
                let disputed = self.names(record.texts("disputed_by"));
                let disputed = (!disputed.is_empty()).then(|| format!("disputed by {disputed}"));
                let name = Some(title_of(record, self.dialogue));
                (joined([name, self.say(record, "kind"), self.say(record, "reliability"), disputed]), record.key.clone())
            }
            None => (format!("{id} (not on file)"), Key::new("evidence", id)),
        });
        let cited: Vec<(String, Key)> = cited.collect();
        self.heading("Evidence");
        if cited.is_empty() {
            self.unwritten("No evidence is cited yet.", "evidence");
        }
        for (text, key) in cited {
            self.item(&text, [key]);
        }
    }

    fn contention(&mut self) {
        let issues = self.dialogue.records("issues").iter().map(|record| {
            let contested = Issue(record).contested().map(str::to_owned);
            (joined([Some(title_of(record, self.dialogue)), contested, self.say(record, "status")]), record.key.clone())
        });
        let issues = issues.collect();
        self.list("Points of contention", issues, "No issue is on file.");
    }

    fn criteria(&mut self) {
        let view = criteria::compute(self.dialogue, self.as_of);
        let kind = self.dialogue.catalogue.kind("criteria").and_then(|kind| kind.row("rank")).and_then(|row| row.field("criterion"));
        let ranked = view.criteria.iter().filter(|criterion| criterion.ranked > 0).map(|criterion| {
            let label = kind.and_then(|field| field.choices()?.find(&(&*criterion.name).into()).map(|choice| choice.label.clone()));
            let label = label.unwrap_or_else(|| criterion.name.to_string());
            format!("{label} · weight {:.2} · in {} of {} rankings", criterion.weight, criterion.ranked, view.rankings.len())
        });
        let ranked: Vec<String> = ranked.collect();
        self.heading("Criteria");
        if ranked.is_empty() {
            self.missing("Nobody has ranked the criteria yet.");
            return;
        }
        for text in ranked {
            self.item(&text, view.rankings.iter().map(|ranking| Key::new("criteria", &ranking.id)));
        }
        self.blocks.push(super::Block::Text(criteria::OURS.to_owned()));
    }

    fn policy_indicators(&mut self) {
        let measured = indicators::compute(self.dialogue, self.as_of);
        let policy = self.dialogue.records(Indicator::KIND).iter().filter(|record| Indicator(record).family() == Some("policy"));
        let told = policy.map(|record| {
            let line = measured.line(record.id());
            let unit = line.and_then(|line| line.unit.clone()).map(|unit| format!(" {unit}")).unwrap_or_default();
            let way = line.and_then(|line| line.baseline.zip(line.target)).map(|(from, to)| format!("from {from} to {to}{unit}"));
            let latest = line.and_then(|line| line.latest).map_or("no data".to_owned(), |(date, value)| format!("{value} on {date}"));
            (joined([Some(title_of(record, self.dialogue)), way, Some(latest)]), record.key.clone())
        });
        let told = told.collect();
        self.list("Policy indicators", told, "No policy indicator is agreed yet.");
    }

    fn validation(&mut self, document: Option<Document<'_>>) {
        let event = document.and_then(Document::validated_at).and_then(|link| self.event(link));
        self.list("Validation", event.into_iter().collect(), "It has not been validated at an event.");
    }
}
