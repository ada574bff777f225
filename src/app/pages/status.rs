//! Where are we: ten answers for somebody who has two minutes, the pressing ones marked, each with what it rests on.

use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::views::status::{Level, Topic};

const LABEL: usize = 12;

/// The page of the status check.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.status(making.dialogue, making.moment(), making.sight.audience);
    let mut page = Page::new(format!("Where are we · {}", one_line(&view.title)));
    page.aside = format!("{} · {}", dates::say_day(view.as_of, making.today), view.level.value());
    let (role, said) = match view.level {
        Level::Calm => (Role::Good, "Calm: nothing presses."),
        Level::Attention => (Role::Warn, "Attention: something is late, at risk or not measured."),
        Level::Alarm => (Role::Bad, "Alarm: a red line blocks, or a promise was broken lately."),
    };
    page.push(Line::of(role, format!(" {said}")));
    page.gap();
    let room = making.width.saturating_sub(LABEL + 1).clamp(8, 100);
    for line in &view.lines {
        let role = if line.topic == Topic::Risk { Role::Warn } else { Role::Text };
        let said = fit::wrap(&line.text(), room);
        for (n, text) in said.iter().enumerate() {
            let label = if n == 0 { format!(" {}", line.topic.label()) } else { String::new() };
            let mut shown = Line::of(Role::Title, label).to(LABEL).with(role, text.clone());
            if n == 0 {
                shown = leading(shown, line.topic);
            }
            page.push(shown);
        }
    }
    page
}

/// A line on a topic: it opens the screen that says more, and is traced back to the records it rests on.
#[must_use]
pub fn leading(line: Line, topic: Topic) -> Line {
    line.opening(opens(topic)).because(Source::TraceTopic(topic))
}

/// The screen that says more on a topic.
fn opens(topic: Topic) -> Opens {
    match topic {
        Topic::Where => Opens::Page(Source::Cycle),
        Topic::Changed => Opens::Page(Source::Movement),
        Topic::Roadmap | Topic::Leads => Opens::Page(Source::Roadmap),
        Topic::Risk => Opens::Page(Source::Findings),
        Topic::Unheard => Opens::Page(Source::Coverage),
        Topic::Indicators => Opens::Page(Source::Indicators),
        Topic::Donors => Opens::Page(Source::Donors),
        Topic::Outcomes => Opens::Page(Source::Outcomes),
        Topic::Asked => Opens::Page(Source::Todo),
    }
}
