//! The picture itself: names and the lines between them, with letters for the kinds of tie, as lines of text.

use super::plane::{Area, Cells, Size, Spot};
use super::route::{Route, Step};
use super::stroke::{Stroke, crossing};
use crate::app::line::{Line, Role};

/// What a tie looks like.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub(super) stroke: Stroke,
    pub(super) role: Role,
    /// A letter for each kind.
    pub(super) letters: Vec<char>,
}

/// A name where it stands, in exactly as many cells as its area has.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) area: Area,
    pub(super) text: String,
    pub(super) role: Role,
}

/// A cell: nothing, or a sign; what runs through it, to draw a crossing; which name begins there.
#[derive(Clone, Default)]
struct Painted {
    sign: Option<(char, Role)>,
    level: Option<Stroke>,
    upright: Option<Stroke>,
    crossed: bool,
    label: Option<usize>,
}

/// The picture, row by row. Ties without a look are not drawn.
pub(super) fn paint(labels: &[Label], routes: &[Route], looks: &[Option<Look>], size: Size) -> Vec<Line> {
    let mut cells = Cells::new(size, Painted::default());
    let drawn = || routes.iter().zip(looks).filter_map(|(route, look)| Some((route, look.as_ref()?)));
    // What the eye shall follow lies over the rest.
    for above in [false, true] {
        for (route, look) in drawn().filter(|(_, look)| (look.role == Role::Accent) == above) {
            for step in route {
                lay(&mut cells, *step, look);
            }
        }
    }
    for (route, look) in drawn() {
        name_kinds(&mut cells, route, look);
    }
    for (n, label) in labels.iter().enumerate() {
        cells.put(label.area.at, Painted { label: Some(n), ..Painted::default() });
    }
    cells.rows().map(|row| line(row, labels)).collect()
}

fn lay(cells: &mut Cells<Painted>, step: Step, look: &Look) {
    let mut painted = cells.get(step.spot).cloned().unwrap_or_default();
    let level = step.goes.is_level();
    let (along, across) = if level { (&mut painted.level, painted.upright) } else { (&mut painted.upright, painted.level) };
    *along = Some(look.stroke);
    let sign = match (step.is_straight(), across) {
        (false, _) => look.stroke.corner(step.came.back(), step.goes),
        (true, None) => look.stroke.straight(level),
        (true, Some(other)) => {
            if level {
                crossing(look.stroke, other)
            } else {
                crossing(other, look.stroke)
            }
        }
    };
    painted.crossed = across.is_some();
    painted.sign = Some((sign, look.role));
    cells.put(step.spot, painted);
}

/// Writes the letters into the longest straight piece that is nowhere crossed; along a row rather than down a column.
fn name_kinds(cells: &mut Cells<Painted>, route: &Route, look: &Look) {
    let mut best: Vec<Spot> = Vec::new();
    let mut best_is = (false, 0);
    for level in [true, false] {
        let mut run: Vec<Spot> = Vec::new();
        for step in route.iter().map(Some).chain([None]) {
            let free = step.filter(|step| {
                step.is_straight() && step.goes.is_level() == level && cells.get(step.spot).is_some_and(|cell| !cell.crossed)
            });
            if let Some(step) = free {
                run.push(step.spot);
                continue;
            }
            let fits = (run.len() > look.letters.len() + usize::from(level), run.len().min(if level { 9 } else { 3 }));
            if fits > best_is {
                (best, best_is) = (std::mem::take(&mut run), fits);
            }
            run.clear();
        }
    }
    best.sort_by_key(|spot| (spot.y, spot.x));
    let from = best.len().saturating_sub(look.letters.len()) / 2;
    for (spot, letter) in best.iter().skip(from).zip(&look.letters) {
        if let Some(painted) = cells.get(*spot).cloned() {
            cells.put(*spot, Painted { sign: Some((*letter, look.role)), ..painted });
        }
    }
}

fn line(row: &[Painted], labels: &[Label]) -> Line {
    let mut line = Line::blank();
    let mut run: (Role, String) = (Role::Text, String::new());
    let mut x = 0;
    while let Some(painted) = row.get(x) {
        if let Some(label) = painted.label.and_then(|n| labels.get(n)) {
            line.push(run.0, std::mem::take(&mut run.1));
            line.push(label.role, label.text.clone());
            x += label.area.width.max(1);
            continue;
        }
        let (sign, role) = painted.sign.unwrap_or((' ', run.0));
        if role != run.0 {
            line.push(run.0, std::mem::take(&mut run.1));
            run.0 = role;
        }
        run.1.push(sign);
        x += 1;
    }
    line.push(run.0, run.1.trim_end());
    line
}
