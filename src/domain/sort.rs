//! The order of a list: by a field as its type means it, what is absent always last.

use super::catalogue::Sort;
use super::dialogue::Dialogue;
use super::display::{Words, value_text};
use super::fold::fold;
use super::lens::{Commitment, Maturity, Status};
use super::record::{Fields, Record};
use super::value::Value;
use chrono::{NaiveDate, NaiveTime};
use std::cmp::Ordering;
use std::sync::Arc;

/// What a record is sorted by.
#[derive(Debug, Clone)]
enum By {
    Place(usize),
    Date(NaiveDate),
    Time(NaiveTime),
    Number(f64),
    Words(String),
}

impl By {
    /// Values of two types in one field: one of them is odd, and words, which odd ones are, come behind.
    fn rank(&self) -> u8 {
        match self {
            Self::Place(_) => 0,
            Self::Date(_) => 1,
            Self::Time(_) => 2,
            Self::Number(_) => 3,
            Self::Words(_) => 4,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Place(a), Self::Place(b)) => a.cmp(b),
            (Self::Date(a), Self::Date(b)) => a.cmp(b),
            (Self::Time(a), Self::Time(b)) => a.cmp(b),
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Words(a), Self::Words(b)) => a.cmp(b),
            (a, b) => a.rank().cmp(&b.rank()),
        }
    }
}

/// Puts records of one kind in order: choices as their list goes, links by short name, words without regard to capitals and
/// accents. What is absent comes last either way; ids decide between equals.
pub fn records(records: &mut [Arc<Record>], sort: &Sort, dialogue: &Dialogue, today: NaiveDate) {
    let mut ranked: Vec<(Option<By>, Arc<Record>)> =
        records.iter().map(|record| (by(record, &sort.by, dialogue, today), record.clone())).collect();
    ranked.sort_by(|(a, first), (b, second)| {
        let order = match (a, b) {
            (Some(a), Some(b)) if sort.descending => b.compare(a),
            (Some(a), Some(b)) => a.compare(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        order.then_with(|| first.key.cmp(&second.key))
    });
    for (place, (_, record)) in records.iter_mut().zip(ranked) {
        *place = record;
    }
}

fn by(record: &Record, column: &str, dialogue: &Dialogue, today: NaiveDate) -> Option<By> {
    match column {
        "id" => return Some(By::Words(record.id().to_owned())),
        "fn:status" => {
            let status = Commitment(record).status(today);
            return Status::ALL.iter().position(|other| *other == status).map(By::Place);
        }
        "fn:promised" => {
            let maturity = Commitment(record).maturity();
            return Maturity::ALL.iter().position(|other| Some(*other) == maturity).map(By::Place);
        }
        "fn:late" => return Commitment(record).due().map(By::Date),
        _ => {}
    }
    if let Some(row) = column.strip_prefix("fn:rows:") {
        return Some(By::Place(super::display::row_count(record, row)));
    }
    let field = dialogue.kind_of(&record.key).and_then(|kind| kind.field(column));
    let value = record.get(column).or_else(|| field?.default.as_ref()).filter(|value| !value.is_blank())?;
    if let Some(choices) = field.and_then(|field| field.choices()) {
        let first = value.items().first()?;
        if let Some(place) = choices.iter().position(|choice| choice.value == *first) {
            return Some(By::Place(place));
        }
    }
    Some(match value {
        Value::Date(date) => By::Date(*date),
        Value::Time(time) => By::Time(*time),
        Value::Int(_) | Value::Number(_) => By::Number(value.as_number()?),
        other => By::Words(fold(&field.map_or_else(|| other.to_string(), |field| value_text(field, other, dialogue, Words::Full)))),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{TODAY, day, dialogue, sample};
    use super::*;

    fn sorted(dialogue: &Dialogue, kind: &str, by: &str) -> String {
        let (descending, by) = by.strip_prefix('-').map_or((false, by), |by| (true, by));
        let mut records = dialogue.records(kind).to_vec();
        super::records(&mut records, &Sort { by: by.into(), descending }, dialogue, day(TODAY));
        records.iter().map(|record| record.id()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_absent_comes_last_either_way_and_ids_decide_between_equals() {
        let records = [
            ("workshops/a", ""),
            ("workshops/b", "date = 2026-01-01"),
            ("workshops/c", "date = 2026-02-01"),
            ("workshops/d", "date = 2026-01-01"),
        ];
        let dialogue = dialogue(records);
        assert_eq!(sorted(&dialogue, "workshops", "date"), "b d c a");
        assert_eq!(sorted(&dialogue, "workshops", "-date"), "c b d a");
    }

    #[test]
    fn choices_go_in_the_order_of_their_list_and_links_by_short_name() {
        let dialogue = dialogue([
            ("commitments/c1", "maturity = \"signed\"\nlead = \"a\""),
            ("commitments/c2", "maturity = \"floated\"\nlead = \"b\""),
            ("commitments/c3", "maturity = \"odd\""),
            ("stakeholders/a", "name = \"Zoe\""),
            ("stakeholders/b", "name = \"Ärzte\""),
        ]);
        assert_eq!(sorted(&dialogue, "commitments", "maturity"), "c2 c1 c3");
        assert_eq!(sorted(&dialogue, "commitments", "lead"), "c2 c1 c3");
        assert_eq!(sorted(&dialogue, "stakeholders", "name"), "b a");
    }

    #[test]
    fn computed_columns_sort_by_what_they_show() {
        let dialogue = sample();
        assert!(sorted(&dialogue, "meetings", "-date").starts_with("2026-03-03-pdo 2026-02-10-molsp"));
        let most = |kind: &str, row: &str| sorted(&dialogue, kind, &format!("-fn:rows:{row}")).split(' ').next().map(str::to_owned);
        let counted = dialogue
            .records("meetings")
            .iter()
            .max_by_key(|record| (record.rows("position").count(), std::cmp::Reverse(record.key.clone())));
        assert_eq!(most("meetings", "position").as_deref(), counted.map(|record| record.id()));
        let first = sorted(&dialogue, "commitments", "fn:status");
        assert_eq!(
            Commitment(dialogue.get("commitments", first.split(' ').next().unwrap()).unwrap()).status(day(TODAY)),
            Status::NotStarted
        );
        assert_eq!(sorted(&dialogue, "commitments", "-id").split(' ').next(), Some("c13"));
    }
}
