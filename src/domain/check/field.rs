//! One field against what the catalogue says of it: type, bounds, choices, links.

use super::super::catalogue::{FieldDef, FieldType, Targets};
use super::super::display::one_line;
use super::super::entry::{
    Fault, dangling, not_a_date, not_a_flag, not_a_number, not_a_time, not_whole, out_of_bounds, quoted, unknown_choice,
};
use super::super::record::{Field, Row};
use super::super::value::Value;
use super::Checker;
use chrono::NaiveDate;

impl Checker<'_> {
    pub(super) fn field(&mut self, field: &Field, def: &FieldDef, row: Option<(&Row, usize)>) {
        if field.name != def.name {
            self.say(field, row, format!("{} is an older name of {}.", field.name, def.name), format!("Rename it to {}.", def.name));
            self.make_last_a_hint();
        }
        let list = matches!(def.ty, FieldType::Many(_) | FieldType::Links(_) | FieldType::List | FieldType::Ints);
        match &field.value {
            Value::List(items) if list => {
                for item in items {
                    if let Err(fault) = self.fits(def, item) {
                        self.say(field, row, fault.what, fault.hint);
                    }
                }
                self.twice(field, def, row, items);
            }
            Value::List(_) => self.say(field, row, "A list stands where one value is expected.", "Write the value without [ ]."),
            value if list => {
                let what = format!("{} stands alone where a list is expected.", said(value));
                self.say(field, row, what, "Write it in [ ].");
            }
            Value::Text(text) if text.trim().is_empty() => {}
            value => {
                if let Err(fault) = self.fits(def, value) {
                    self.say(field, row, fault.what, fault.hint);
                }
            }
        }
    }

    /// Whether a single value fits the field's type, or that of a list's members.
    fn fits(&self, def: &FieldDef, value: &Value) -> Result<(), Fault> {
        // Made only for what is wrong: nearly all of a dialogue is right.
        let said = || said(value);
        match (&def.ty, value) {
            (FieldType::Text | FieldType::Note | FieldType::List, Value::Text(_))
            | (FieldType::Date, Value::Date(_))
            | (FieldType::Time, Value::Time(_))
            | (FieldType::Number, Value::Int(_))
            | (FieldType::Flag, Value::Flag(_))
            | (FieldType::Ints, Value::Int(_)) => Ok(()),
            (FieldType::Number, Value::Number(number)) if number.is_finite() => Ok(()),
            (FieldType::Int { min, max }, Value::Int(int)) => {
                let out = min.is_some_and(|min| *int < min) || max.is_some_and(|max| *int > max);
                if out { Err(out_of_bounds(*int, *min, *max)) } else { Ok(()) }
            }
            (FieldType::One(choices) | FieldType::Many(choices), value) => match choices.find(value) {
                Some(_) => Ok(()),
                None => Err(unknown_choice(choices, &value.to_string(), &said())),
            },
            (FieldType::Link(targets) | FieldType::Links(targets), Value::Text(link)) => self.leads(targets, link),
            (FieldType::Link(_) | FieldType::Links(_), _) => {
                Err(Fault::new(format!("{} is no link.", said()), "Write the id in quotation marks."))
            }
            (FieldType::Text | FieldType::Note | FieldType::List, _) => {
                Err(Fault::new(format!("{} is not text.", said()), "Write it in quotation marks."))
            }
            (FieldType::Date, Value::Text(text)) => Err(match text.trim().parse::<NaiveDate>() {
                Ok(day) => Fault::new(format!("{} is text, not a date.", said()), format!("Write it without quotation marks, as {day}.")),
                Err(_) => not_a_date(&said()),
            }),
            (FieldType::Date, _) => Err(not_a_date(&said())),
            (FieldType::Time, _) => Err(not_a_time(&said())),
            (FieldType::Number, _) => Err(not_a_number(&said())),
            (FieldType::Int { .. } | FieldType::Ints, _) => Err(not_whole(&said())),
            (FieldType::Flag, _) => Err(Fault { hint: "Write true or false.".to_owned(), ..not_a_flag(&said()) }),
        }
    }

    fn leads(&self, targets: &Targets, link: &str) -> Result<(), Fault> {
        let Some(target) = self.dialogue.resolve(targets, link) else { return Err(dangling(targets, link, self.dialogue)) };
        match (targets.qualified, link.contains('/')) {
            (true, false) => Err(Fault::new(format!("{} names no folder.", quoted(link)), format!("Write it as \"{}\".", target.key))),
            (false, true) => Err(Fault::new(
                format!("{} names its folder; here the id stands alone.", quoted(link)),
                format!("Write it as \"{}\".", target.id()),
            )),
            _ => Ok(()),
        }
    }

    /// A choice or a link that stands twice in one list.
    fn twice(&mut self, field: &Field, def: &FieldDef, row: Option<(&Row, usize)>, items: &[Value]) {
        if !matches!(def.ty, FieldType::Many(_) | FieldType::Links(_)) {
            return;
        }
        for (n, item) in items.iter().enumerate() {
            if items.iter().take(n).filter(|other| *other == item).count() == 1 {
                self.say(field, row, format!("{} stands there twice.", said(item)), "Take one of them away.");
            }
        }
    }

    /// A record that is against itself, waits for itself, or is tied to itself.
    pub(super) fn itself(&mut self) {
        use super::super::catalogue::IdRule;
        use super::super::record::Fields as _;
        let record = self.record;
        for (name, what) in [("excludes", "excludes itself"), ("depends_on", "depends on itself")] {
            if let Some(field) =
                record.field(name).filter(|field| field.value.items().iter().any(|item| item.as_text() == Some(record.id())))
            {
                self.say(field, None, format!("{} {what}.", record.id()), "Take it out of the list.");
            }
        }
        let mut ends = self.kind.id_from.iter().filter_map(|name| record.field(name));
        if self.kind.id == IdRule::Pair
            && let (Some(from), Some(to)) = (ends.next(), ends.next())
            && from.value == to.value
        {
            self.say(to, None, format!("{} is tied to itself.", said(&to.value)), "Name another one.");
        }
    }
}

/// A value as it is said back: text in quotation marks, anything else bare.
pub(super) fn said(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        other => one_line(&other.to_string()),
    }
}
