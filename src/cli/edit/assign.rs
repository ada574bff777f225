//! `field=value`, `field=`, `field+=value`, `field-=value`, `field=@-`: what they ask for, and what the field is then.
//!
//! Values are read by the field's type, with the same words for what is wrong as in a form.

use super::super::answer::Failure;
use crate::domain::catalogue::{FieldDef, FieldType};
use crate::domain::display::{one_line, with_article};
use crate::domain::entry::{self, Entering, split_list};
use crate::domain::nearest::nearest;
use crate::domain::record::Fields;
use crate::domain::value::Value;
use std::io::Read;

/// What is to be done with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// Takes this value; without one the key goes.
    Become,
    /// A list gets these members too.
    Gain,
    /// A list loses these members.
    Lose,
}

/// One assignment of the command line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Assignment {
    /// The field as it was named.
    pub(super) name: String,
    doing: Doing,
    text: String,
}

impl Assignment {
    /// Takes `field=value` apart; `@-` stands for what standard input holds.
    pub(super) fn parse(text: &str, input: &mut impl Read) -> Result<Self, Failure> {
        let Some((name, value)) = text.split_once('=') else {
            return Err(Failure::Usage(format!("\"{}\" says not what to set. Write field=value.", one_line(text))));
        };
        let (name, doing) = match (name.strip_suffix('+'), name.strip_suffix('-')) {
            (Some(name), _) => (name, Doing::Gain),
            (_, Some(name)) => (name, Doing::Lose),
            _ => (name, Doing::Become),
        };
        let mut read = String::new();
        if value == "@-" {
            input.read_to_string(&mut read).map_err(|error| Failure::Data(format!("{name}: standard input cannot be read: {error}.")))?;
        } else {
            value.clone_into(&mut read);
        }
        Ok(Self { name: name.trim().to_owned(), doing, text: read })
    }

    /// The field among those that there are; the nearest is offered where there is none of that name.
    pub(super) fn field<'d>(&self, defs: &'d [FieldDef], singular: &str) -> Result<&'d FieldDef, Failure> {
        let known = defs.iter().find(|def| *def.name == *self.name);
        known.or_else(|| defs.iter().find(|def| def.was.iter().any(|was| **was == *self.name))).ok_or_else(|| {
            let near = nearest(&self.name, defs.iter().map(|def| &*def.name));
            let all = || format!("There are {}.", defs.iter().map(|def| &*def.name).collect::<Vec<_>>().join(", "));
            let hint = near.map_or_else(all, |near| format!("Did you mean {near}?"));
            Failure::Data(format!("{} is no field of {}. {hint}", one_line(&self.name), with_article(singular)))
        })
    }

    /// What the field shall hold, from what it holds now.
    pub(super) fn value(&self, def: &FieldDef, now: Option<&Value>, at: &Entering<'_>) -> Result<Option<Value>, Failure> {
        let fault = |fault: entry::Fault| Failure::Data(format!("{}: {} {}", def.name, fault.what, fault.hint).trim_end().to_owned());
        if self.doing == Doing::Become {
            return entry::parse(def, &self.text, at).map_err(fault);
        }
        if !matches!(def.ty, FieldType::Many(_) | FieldType::Links(_) | FieldType::List | FieldType::Ints) {
            return Err(Failure::Data(format!("{} holds no list. Write {}=value.", def.name, def.name)));
        }
        let mut items: Vec<Value> = now.map(Value::items).unwrap_or_default().to_vec();
        if self.doing == Doing::Gain {
            let more = entry::parse(def, &self.text, at).map_err(fault)?;
            for item in more.iter().flat_map(Value::items) {
                if !items.contains(item) {
                    items.push(item.clone());
                }
            }
        } else {
            // What leads nowhere can still be taken away: by its own words, when they mean nothing else.
            for text in split_list(&self.text) {
                let meant = entry::parse(def, &text, at).ok().flatten();
                items.retain(|item| item.to_string() != text && !meant.iter().any(|meant| meant.items().contains(item)));
            }
        }
        Ok(Some(Value::List(items)).filter(|list| !list.is_blank()))
    }
}

/// The key under which a holder has the field: an older name stays as long as it is there.
pub(super) fn key_of(def: &FieldDef, holder: &impl Fields) -> crate::domain::record::Name {
    let has = |name: &&crate::domain::record::Name| holder.field(name).is_some();
    std::iter::once(&def.name).chain(&def.was).find(has).unwrap_or(&def.name).clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{TODAY, day, sample};

    fn becomes(kind: &str, text: &str, now: Option<Value>) -> Result<Option<Value>, Failure> {
        let dialogue = sample();
        let kind = dialogue.catalogue.kind(kind).unwrap();
        let assignment = Assignment::parse(text, &mut "one\ntwo\n".as_bytes())?;
        let def = assignment.field(&kind.fields, &kind.singular)?;
        assignment.value(def, now.as_ref(), &Entering { today: day(TODAY), dialogue: &dialogue })
    }

    fn list(items: &[&str]) -> Value {
        Value::List(items.iter().map(|item| Value::from(*item)).collect())
    }

    #[test]
    fn a_value_is_read_by_the_type_of_its_field() {
        assert_eq!(becomes("meetings", "date=+3d", None).unwrap(), Some(Value::Date(day("2026-03-19"))));
        assert_eq!(becomes("meetings", "stakeholder=UDK", None).unwrap(), Some("udk".into()));
        assert_eq!(becomes("meetings", "issues=i1,i2", None).unwrap(), Some(list(&["i1", "i2"])));
        assert_eq!(becomes("meetings", "notes=@-", None).unwrap(), Some("one\ntwo\n".into()));
        assert_eq!(becomes("meetings", "notes=", Some("x".into())).unwrap(), None);
    }

    #[test]
    fn a_list_gains_and_loses_members() {
        assert_eq!(becomes("meetings", "issues+=i2,i1", Some(list(&["i1"]))).unwrap(), Some(list(&["i1", "i2"])));
        assert_eq!(becomes("meetings", "issues-=i1", Some(list(&["i1", "i2"]))).unwrap(), Some(list(&["i2"])));
        assert_eq!(becomes("meetings", "issues-=gone", Some(list(&["gone"]))).unwrap(), None);
        assert!(becomes("meetings", "date+=fri", None).is_err());
    }

    #[test]
    fn what_cannot_be_is_refused_with_the_nearest_name() {
        let said = |text| becomes("meetings", text, None).unwrap_err().to_string();
        assert!(said("stakholder=udk").contains("Did you mean stakeholder?"));
        assert!(said("stakeholder=udc").contains("Did you mean udk?"));
        assert!(said("date=soon").contains("2026-03-31"));
        assert!(matches!(becomes("meetings", "date", None), Err(Failure::Usage(_))));
    }
}
