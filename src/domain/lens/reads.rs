//! What a lens reads: the names of fields and the shape it expects, so that the catalogue and the code cannot drift apart.

/// The shape in which a lens reads a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text, a choice or one link.
    Text,
    /// Several texts, choices or links.
    Texts,
    /// A day.
    Date,
    /// A whole number.
    Int,
    /// Several whole numbers.
    Ints,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
}

/// What a lens reads of a kind: fields by name (`lead`), fields of rows with the row's name before (`progress.date`).
#[derive(Clone, Copy, Debug)]
pub struct Reads {
    /// The kind.
    pub kind: &'static str,
    /// The fields and their shapes.
    pub fields: &'static [(&'static str, Shape)],
}

#[cfg(test)]
impl Reads {
    /// What does not agree with the built-in catalogue, one sentence each.
    pub(crate) fn faults(&self) -> Vec<String> {
        use crate::domain::catalogue::Catalogue;
        let catalogue = Catalogue::builtin();
        let Some(kind) = catalogue.kind(self.kind) else { return vec![format!("{}: no such kind", self.kind)] };
        let field = |path: &str| match path.split_once('.') {
            None => kind.field(path),
            Some((row, name)) => kind.row(row).and_then(|row| row.field(name)),
        };
        let fault = |(path, shape): &(&str, Shape)| match field(path) {
            None => Some(format!("{}: no field {path}", self.kind)),
            Some(def) => (!shape.fits(&def.ty)).then(|| format!("{}: {path} is not read as {:?}", self.kind, def.ty)),
        };
        self.fields.iter().filter_map(fault).collect()
    }
}

#[cfg(test)]
impl Shape {
    fn fits(self, ty: &crate::domain::catalogue::FieldType) -> bool {
        use crate::domain::catalogue::FieldType as T;
        use crate::domain::value::Value;
        match ty {
            T::Text | T::Note | T::Link(_) => self == Self::Text,
            T::One(choices) if choices.iter().all(|choice| matches!(choice.value, Value::Int(_))) => self == Self::Int,
            T::One(_) => self == Self::Text,
            T::Many(_) | T::Links(_) | T::List => self == Self::Texts,
            T::Date => self == Self::Date,
            T::Int { .. } => self == Self::Int,
            T::Ints => self == Self::Ints,
            T::Number => self == Self::Number,
            T::Flag => self == Self::Flag,
            T::Time => false,
        }
    }
}
