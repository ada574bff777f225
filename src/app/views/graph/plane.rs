//! A small plane of character cells: places, the four ways, and a grid that is never read beside its edges.
//!
//! It knows nothing of what is drawn on it.

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spot {
    pub(super) x: usize,
    pub(super) y: usize,
}

/// One of the four ways from a cell to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Way {
    Left,
    Right,
    Up,
    Down,
}

impl Way {
    /// All of them, in the order in which they are tried.
    pub(super) const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];

    /// The way back.
    pub(super) fn back(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }

    /// Whether it runs along a row.
    pub(super) fn is_level(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }
}

/// How large a plane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Size {
    /// The next cell on that way; nothing beyond the edge.
    pub(super) fn step(self, from: Spot, way: Way) -> Option<Spot> {
        let to = match way {
            Way::Left => Spot { x: from.x.checked_sub(1)?, ..from },
            Way::Right => Spot { x: from.x + 1, ..from },
            Way::Up => Spot { y: from.y.checked_sub(1)?, ..from },
            Way::Down => Spot { y: from.y + 1, ..from },
        };
        (to.x < self.width && to.y < self.height).then_some(to)
    }

    /// How many cells there are.
    pub(super) fn cells(self) -> usize {
        self.width * self.height
    }
}

/// Where a name stands: its first cell, and how many it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) at: Spot,
    pub(super) width: usize,
}

impl Area {
    /// Whether a cell is part of it.
    pub(super) fn holds(self, spot: Spot) -> bool {
        spot.y == self.at.y && (self.at.x..self.at.x + self.width).contains(&spot.x)
    }

    /// The column of its middle.
    pub(super) fn middle(self) -> usize {
        self.at.x + self.width / 2
    }
}

/// A value for every cell.
#[derive(Clone, Debug)]
pub(super) struct Cells<T> {
    size: Size,
    values: Vec<T>,
}

impl<T: Clone> Cells<T> {
    /// The same value everywhere.
    pub(super) fn new(size: Size, value: T) -> Self {
        Self { size, values: vec![value; size.cells()] }
    }

    /// The value of a cell; nothing beside the plane.
    pub(super) fn get(&self, spot: Spot) -> Option<&T> {
        if spot.x < self.size.width { self.values.get(spot.y * self.size.width + spot.x) } else { None }
    }

    /// Gives a cell a value; does nothing beside the plane.
    pub(super) fn put(&mut self, spot: Spot, value: T) {
        if spot.x < self.size.width
            && let Some(slot) = self.values.get_mut(spot.y * self.size.width + spot.x)
        {
            *slot = value;
        }
    }

    /// Row by row.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[T]> {
        self.values.chunks(self.size.width.max(1))
    }
}
