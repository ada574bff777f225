//! How closely two are tied, as a line: dashed, single, double, heavy; how lines turn and cross. Told apart without colour.

use super::plane::Way;

/// How a line is drawn: the closer the tie, the stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stroke {
    /// Formal contact, and where it is not known how close.
    Dashed,
    /// Exchange.
    Single,
    /// Cooperation.
    Double,
    /// Joint action.
    Heavy,
}

impl Stroke {
    /// For an intensity of 1 to 4.
    pub(super) fn of(intensity: Option<i64>) -> Self {
        match intensity {
            Some(4..) => Self::Heavy,
            Some(3) => Self::Double,
            Some(2) => Self::Single,
            _ => Self::Dashed,
        }
    }

    /// Along a row or a column.
    pub(super) fn straight(self, level: bool) -> char {
        match (self, level) {
            (Self::Dashed, true) => '┄',
            (Self::Dashed, false) => '┆',
            (Self::Single, true) => '─',
            (Self::Single, false) => '│',
            (Self::Double, true) => '═',
            (Self::Double, false) => '║',
            (Self::Heavy, true) => '━',
            (Self::Heavy, false) => '┃',
        }
    }

    /// A corner between two arms.
    pub(super) fn corner(self, one: Way, other: Way) -> char {
        let has = |way| one == way || other == way;
        let [down_right, down_left, up_right, up_left] = match self {
            Self::Dashed | Self::Single => ['╭', '╮', '╰', '╯'],
            Self::Double => ['╔', '╗', '╚', '╝'],
            Self::Heavy => ['┏', '┓', '┗', '┛'],
        };
        match (has(Way::Down), has(Way::Right)) {
            (true, true) => down_right,
            (true, false) => down_left,
            (false, true) => up_right,
            (false, false) => up_left,
        }
    }
}

/// Where a line along a row crosses one along a column. Where there is no sign for both, the stronger runs over the other.
pub(super) fn crossing(level: Stroke, upright: Stroke) -> char {
    match (level, upright) {
        (Stroke::Dashed | Stroke::Single, Stroke::Dashed | Stroke::Single) => '┼',
        (Stroke::Double, Stroke::Dashed | Stroke::Single) => '╪',
        (Stroke::Dashed | Stroke::Single, Stroke::Double) => '╫',
        (Stroke::Double, Stroke::Double) => '╬',
        (Stroke::Heavy, Stroke::Dashed | Stroke::Single) => '┿',
        (Stroke::Dashed | Stroke::Single, Stroke::Heavy) => '╂',
        (Stroke::Heavy, Stroke::Heavy) => '╋',
        (Stroke::Heavy, Stroke::Double) => Stroke::Heavy.straight(true),
        (Stroke::Double, Stroke::Heavy) => Stroke::Heavy.straight(false),
    }
}
