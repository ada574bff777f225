//! The one way to declare a lens: a field is written once, and gives an accessor and its line in the list of what is read.
//! And the one way to declare a scale: each of its steps with its value in files and, where they differ, the words people say.

/// Declares a lens on a kind's records, or on one of its rows (which several kinds may share).
///
/// `text`, `texts`, `day`, `int`, `ints`, `number` and `flag` say how a field is read. Text that is blank says nothing. What is read
/// in words of its own (a scale, a name to fall back on) is named under `and`, so that it is held against the catalogue too.
macro_rules! lens {
    (
        $(#[$about:meta])* $name:ident on record of $kind:literal { $($(#[$doc:meta])* $field:ident: $shape:ident,)* }
        $(and { $($own:ident: $read:ident,)* })?
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'a>(pub &'a $crate::domain::record::Record);

        impl<'a> $name<'a> {
            /// The kind this lens reads.
            pub const KIND: &'static str = $kind;
            /// What the lens reads.
            pub const READS: $crate::domain::lens::Reads = $crate::domain::lens::Reads {
                kind: $kind,
                fields: &[
                    $((stringify!($field), $crate::domain::lens::declare::shape!($shape)),)*
                    $($((stringify!($own), $crate::domain::lens::declare::shape!($read)),)*)?
                ],
            };

            $($crate::domain::lens::declare::accessor!($(#[$doc])* $field $shape);)*
        }
    };
    (
        $(#[$about:meta])* $name:ident on row $row:literal of $($kind:literal),+ { $($(#[$doc:meta])* $field:ident: $shape:ident,)* }
        $(and { $($own:ident: $read:ident,)* })?
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'a>(pub &'a $crate::domain::record::Row);

        impl<'a> $name<'a> {
            const FIELDS: &'static [(&'static str, $crate::domain::lens::Shape)] =
                &[
                    $((concat!($row, ".", stringify!($field)), $crate::domain::lens::declare::shape!($shape)),)*
                    $($((concat!($row, ".", stringify!($own)), $crate::domain::lens::declare::shape!($read)),)*)?
                ];

            /// What the lens reads, for each kind that has the row.
            pub const READS: &'static [$crate::domain::lens::Reads] =
                &[$($crate::domain::lens::Reads { kind: $kind, fields: Self::FIELDS }),+];

            $($crate::domain::lens::declare::accessor!($(#[$doc])* $field $shape);)*
        }
    };
}

macro_rules! shape {
    (text) => {
        $crate::domain::lens::Shape::Text
    };
    (texts) => {
        $crate::domain::lens::Shape::Texts
    };
    (day) => {
        $crate::domain::lens::Shape::Date
    };
    (int) => {
        $crate::domain::lens::Shape::Int
    };
    (ints) => {
        $crate::domain::lens::Shape::Ints
    };
    (number) => {
        $crate::domain::lens::Shape::Number
    };
    (flag) => {
        $crate::domain::lens::Shape::Flag
    };
}

macro_rules! accessor {
    ($(#[$doc:meta])* $field:ident text) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(self) -> Option<&'a str> {
            $crate::domain::record::Fields::text(self.0, stringify!($field)).filter(|text| !text.trim().is_empty())
        }
    };
    ($(#[$doc:meta])* $field:ident texts) => {
        $(#[$doc])*
        pub fn $field(self) -> impl Iterator<Item = &'a str> {
            $crate::domain::record::Fields::texts(self.0, stringify!($field)).filter(|text| !text.trim().is_empty())
        }
    };
    ($(#[$doc:meta])* $field:ident day) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(self) -> Option<chrono::NaiveDate> {
            $crate::domain::record::Fields::date(self.0, stringify!($field))
        }
    };
    ($(#[$doc:meta])* $field:ident int) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(self) -> Option<i64> {
            $crate::domain::record::Fields::int(self.0, stringify!($field))
        }
    };
    ($(#[$doc:meta])* $field:ident ints) => {
        $(#[$doc])*
        pub fn $field(self) -> impl Iterator<Item = i64> {
            let value = $crate::domain::record::Fields::get(self.0, stringify!($field));
            value.map($crate::domain::value::Value::items).unwrap_or_default().iter().filter_map($crate::domain::value::Value::as_int)
        }
    };
    ($(#[$doc:meta])* $field:ident number) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(self) -> Option<f64> {
            $crate::domain::record::Fields::number(self.0, stringify!($field))
        }
    };
    ($(#[$doc:meta])* $field:ident flag) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(self) -> Option<bool> {
            $crate::domain::record::Fields::flag(self.0, stringify!($field))
        }
    };
}

/// Declares a scale: a type whose values are its steps in their order, with `ALL`, `value`, `label` and `parse`.
macro_rules! scale {
    ($(#[$about:meta])* $name:ident { $($(#[$of:meta])* $step:ident: $value:literal $($label:literal)?,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$of])* $step,)+
        }

        impl $name {
            /// All in the order of the scale.
            pub const ALL: [Self; [$($value),+].len()] = [$(Self::$step),+];

            /// As written in files.
            #[must_use]
            pub fn value(self) -> &'static str {
                match self {
                    $(Self::$step => $value,)+
                }
            }

            /// As people say it.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$step => $crate::domain::lens::declare::said!($value $($label)?),)+
                }
            }

            /// Reads what is written in files; nothing where it is no step of the scale.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|step| step.value() == text)
            }
        }
    };
}

macro_rules! said {
    ($value:literal) => {
        $value
    };
    ($value:literal $label:literal) => {
        $label
    };
}

pub(crate) use {accessor, lens, said, scale, shape};
