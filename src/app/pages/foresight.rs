//! What may come, in a few lines beside the network: each driver of change with how likely it is, what it touches, and when to look
//! at it again. The network page shows it below its figures, the drawn one beside the picture.

use super::{heading, words};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::Opens;
use crate::domain::dates;
use crate::domain::dialogue::Dialogue;
use crate::domain::display::one_line;
use crate::domain::views::foresight::{self, Driver};
use chrono::NaiveDate;

/// The drivers of change in lines of `width` cells under a heading; none where none is on file.
#[must_use]
pub fn lines(dialogue: &Dialogue, as_of: NaiveDate, width: usize) -> Vec<Line> {
    let drivers = foresight::compute(dialogue, as_of);
    if drivers.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![heading("Foresight")];
    for driver in &drivers {
        for said in fit::wrap(&driver.title, width.saturating_sub(4).max(8)) {
            lines.push(Line::of(Role::Text, format!("   {said}")).opening(Opens::Record(driver.key.clone())));
        }
        let (role, said) = about(driver, dialogue, as_of);
        for said in fit::wrap(&said, width.saturating_sub(6).max(8)) {
            lines.push(Line::of(role, format!("     {said}")));
        }
    }
    lines
}

fn about(driver: &Driver, dialogue: &Dialogue, as_of: NaiveDate) -> (Role, String) {
    let likelihood = driver.likelihood.as_deref().map(|likelihood| words::choice(dialogue, "foresight", "likelihood", likelihood));
    let touches: Vec<String> = driver.commitments.iter().map(|id| one_line(id)).collect();
    let touches = (!touches.is_empty()).then(|| format!("touches {}", touches.join(", ")));
    let review = driver.review.map(|review| match driver.is_overdue {
        true => format!("to be looked at again, {}", dates::say_distance(review, as_of)),
        false => format!("look again {}", dates::say_day(review, as_of)),
    });
    let said = [likelihood, touches, driver.response.as_deref().map(|said| said.trim_end_matches('.').to_owned()), review]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    (if driver.is_overdue { Role::Warn } else { Role::Muted }, said)
}
