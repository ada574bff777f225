//! The policy network: everybody with their ties, who holds it together and who stands alone; and the ties around one.

use super::table::{Table, muted, numbers, text, words as column};
use super::{count, foresight, words};
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Opens, Page, Source};
use crate::domain::record::{Key, Name};
use crate::domain::views::network::{Ego, Link, Network};
use crate::domain::views::trace::Of;
use unicode_width::UnicodeWidthStr;

const WAYS: &[&str] = &["by actor", "by tie", "what the dialogue tied"];

/// The page of the whole network.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.network(making.dialogue, making.moment());
    let mut page = Page::new("Network");
    let way = making.way_of(&mut page, WAYS);
    page.aside = format!("{} · {} linked pairs", count(view.nodes.len(), "actor", "actors"), view.pairs);
    if view.nodes.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "Nobody on file yet: the network is drawn from stakeholders and the ties between them.",
            making.width,
        );
        return page;
    }
    summary(&mut page, &view, making);
    page.gap();
    let coming = foresight::lines(making.dialogue, making.as_of(), making.width.min(100));
    if !coming.is_empty() {
        page.lines.extend(coming);
        page.gap();
    }
    match way {
        0 => actors(&view, making).onto(&mut page, making.width),
        1 => ties(&view.ties, making).onto(&mut page, making.width),
        _ => {
            let through: Vec<Link> = view.ties.iter().filter(|link| link.is_through_dialogue()).cloned().collect();
            ties(&through, making).onto(&mut page, making.width);
        }
    }
    if !view.conflicts.is_empty() && way < 2 {
        page.gap();
        page.push(super::heading("Conflicts").with(Role::Muted, "   kept apart from the ties"));
        ties(&view.conflicts, making).onto(&mut page, making.width);
    }
    page
}

fn summary(page: &mut Page, view: &Network, making: &Making<'_>) {
    let names = |ids: &[Name]| words::shorts(making.dialogue, ids);
    let mut say = |label: &str, role: Role, said: String| {
        for (n, line) in fit::wrap(&said, making.width.saturating_sub(14).max(8)).into_iter().enumerate() {
            page.push(Line::of(Role::Title, if n == 0 { format!(" {label}") } else { String::new() }).to(13).with(role, line));
        }
    };
    if !view.isolated.is_empty() {
        say("Isolated", Role::Warn, names(&view.isolated));
    }
    if !view.brokers.is_empty() {
        say("Brokers", Role::Text, format!("{}, without whom it would fall apart", names(&view.brokers)));
    }
    let density = |density: Option<f64>| density.map_or_else(|| "not known".to_owned(), |density| format!("{density:.2}"));
    say("Density", Role::Muted, format!("{} before the dialogue, {} now", density(view.density_before), density(view.density)));
    say(
        "Dialogue",
        Role::Muted,
        format!("made {}; {} had none before", count(view.ties_through_dialogue, "tie", "ties"), count(view.new_pairs, "pair", "pairs")),
    );
}

fn actors(view: &Network, making: &Making<'_>) -> Table {
    let mut table = Table::new([
        column("Actor").shrinks_to(8),
        column("Kind").drops(1),
        numbers("ties"),
        column(""),
        numbers("via dialogue").drops(2),
        numbers("between").drops(3),
    ]);
    for node in &view.nodes {
        let theirs = |link: &&Link| link.from == node.stakeholder || link.to == node.stakeholder;
        let made = view.ties.iter().filter(|link| link.is_through_dialogue() && theirs(link)).count();
        let ties = view.ties.iter().filter(theirs).map(|link| Key::new("ties", &link.id)).collect();
        let broker = if view.brokers.contains(&node.stakeholder) { " broker" } else { "" };
        let (role, number) = if node.degree == 0 { (Role::Warn, "none".to_owned()) } else { (Role::Text, node.degree.to_string()) };
        let between = if node.betweenness > 0.0 { format!("{:.2}", node.betweenness) } else { "·".to_owned() };
        table.row_as(
            vec![
                text(words::short(making.dialogue, &node.stakeholder)),
                muted(words::kind_word(making.dialogue, &node.kind)),
                (role, number),
                (Role::Accent, format!("{}{broker}", "█".repeat(node.degree.min(16)))),
                muted(if made == 0 { "·".to_owned() } else { made.to_string() }),
                muted(between),
            ],
            Line::blank().opening(Opens::Page(Source::Ego(node.stakeholder.clone()))).because(Source::Trace(Of::Records(ties))),
        );
    }
    table
}

fn ties(links: &[Link], making: &Making<'_>) -> Table {
    let mut table = Table::new([
        column("From"),
        column("To"),
        column("Tie").shrinks_to(6),
        column("How often").drops(2),
        column("How close"),
        column("Since").drops(1),
        column("Wish").drops(3),
    ]);
    for link in links {
        table.row(
            vec![
                text(words::short(making.dialogue, &link.from)),
                text(words::short(making.dialogue, &link.to)),
                text(kind(link, making)),
                muted(often(link, making)),
                (Role::Accent, close(link)),
                muted(origin(link)),
                muted(link.wish.as_deref().unwrap_or_default()),
            ],
            Some(Opens::Record(Key::new("ties", &link.id))),
        );
    }
    if table.is_empty() {
        table.line(Line::of(Role::Muted, "   None on file. A tie says who works with whom, how often and how closely."));
    }
    table
}

fn kind(link: &Link, making: &Making<'_>) -> String {
    link.kind.as_deref().map(|kind| words::choice(making.dialogue, "ties", "kind", kind)).unwrap_or_default()
}

fn often(link: &Link, making: &Making<'_>) -> String {
    link.frequency.map(|often| words::choice(making.dialogue, "ties", "frequency", often)).unwrap_or_default()
}

fn close(link: &Link) -> String {
    "█".repeat(usize::try_from(link.intensity.unwrap_or(0)).unwrap_or(0).min(4))
}

fn origin(link: &Link) -> &'static str {
    match link.origin.as_deref() {
        Some("dialogue") => "through the dialogue",
        Some("before") => "before",
        _ => "",
    }
}

/// The page of the network around one stakeholder: a drawing to the left, what each tie is to the right.
pub fn ego(stakeholder: &str, making: &mut Making<'_>) -> Page {
    let view = making.facts.network(making.dialogue, making.moment());
    let name = words::short(making.dialogue, stakeholder);
    let mut page = Page::new(format!("Around {name}"));
    page.about = Some(Key::new("stakeholders", stakeholder));
    let Some(ego) = view.around(stakeholder) else {
        words::paragraph(&mut page, 1, Role::Muted, "Not one of the nine kinds: the network is drawn between these.", making.width);
        return page;
    };
    page.aside = format!("{} · {} through the dialogue", count(ego.ties.len(), "tie", "ties"), ego.through_dialogue);
    if ego.ties.is_empty() {
        page.push(Line::of(Role::Warn, format!(" {name} stands alone: no tie to anybody is on file.")));
    }
    drawing(&mut page, &ego, &name, making);
    page.gap();
    for link in &ego.conflicts {
        let other = link.other(stakeholder).map(|other| words::short(making.dialogue, other)).unwrap_or_default();
        page.push(Line::of(Role::Bad, format!(" ! conflict with {other}")).opening(Opens::Record(Key::new("ties", &link.id))));
    }
    page.gap();
    if !ego.among_them.is_empty() {
        let pairs: Vec<String> = ego
            .among_them
            .iter()
            .map(|(a, b)| format!("{} – {}", words::short(making.dialogue, a), words::short(making.dialogue, b)))
            .collect();
        words::paragraph(&mut page, 1, Role::Muted, &format!("Tied with each other too: {}", pairs.join(", ")), making.width);
    }
    let strangers: Vec<String> = view
        .nodes
        .iter()
        .filter(|node| &*node.stakeholder != stakeholder)
        .filter(|node| !ego.ties.iter().chain(&ego.conflicts).any(|link| link.other(stakeholder) == Some(&node.stakeholder)))
        .map(|node| words::short(making.dialogue, &node.stakeholder))
        .collect();
    if !strangers.is_empty() {
        words::paragraph(&mut page, 1, Role::Muted, &format!("No tie with {}", strangers.join(", ")), making.width);
    }
    page
}

fn drawing(page: &mut Page, ego: &Ego, name: &str, making: &Making<'_>) {
    let name = fit::fit(name, 14);
    let others: Vec<String> = ego
        .ties
        .iter()
        .map(|link| link.other(&ego.stakeholder).map(|other| words::short(making.dialogue, other)).unwrap_or_default())
        .collect();
    let widest = others.iter().map(|other| other.width()).max().unwrap_or(0).min(14);
    let middle = others.len().saturating_sub(1) / 2;
    let before = name.width() + 3;
    for (n, (link, other)) in ego.ties.iter().zip(&others).enumerate() {
        let (first, last) = (n == 0, n + 1 == others.len());
        let stem = match (n == middle, first, last) {
            (true, true, true) => "───",
            (true, true, false) => "─┬─",
            (true, false, true) => "─┴─",
            (true, false, false) => "─┼─",
            (false, true, _) => " ┌─",
            (false, _, true) => " └─",
            _ => " ├─",
        };
        let head = if n == middle { Line::of(Role::Title, format!("  {name} ")) } else { Line::blank().to(before) };
        let mut line = head
            .with(Role::Border, stem)
            .with(Role::Text, format!(" {}  ", fit::left(other, widest)))
            .with(Role::Muted, format!("{}  ", fit::left(&kind(link, making), 12)))
            .with(Role::Accent, fit::left(&close(link), 6));
        if line.width() + 12 < making.width {
            line.push(Role::Muted, fit::left(&often(link, making), 11));
        }
        if line.width() + 20 < making.width {
            line.push(Role::Text, origin(link));
        }
        page.push(line.opening(Opens::Record(Key::new("ties", &link.id))));
    }
}
