//! The Roadmap: commitments by priority, lead, stage, status, or breadth and depth; and five questions that have keys of their own.

use super::commitments::{self, counted, days_between, opens, promised, urgency};
use super::table::{Cell, Table, muted, numbers, text, words as column};
use super::words;
use super::{count, status_sign};
use crate::app::command::Command;
use crate::app::line::{Line, Role};
use crate::app::page::{Making, Page};
use crate::domain::dates;
use crate::domain::display::one_line;
use crate::domain::lens::{Commitment, NINE_KINDS};
use crate::domain::record::{Fields, Name};
use crate::domain::views::roadmap::{self, Late, Roadmap};

const WAYS: [&str; 5] = ["by priority", "by lead", "by stage", "by status", "breadth and depth"];

/// A question that is put to all commitments.
struct Question {
    /// Whose key asks it.
    command: Command,
    /// The way in which the page is shown that answers it.
    way: &'static str,
    /// A word or two for the head.
    words: &'static str,
    /// Whom it finds.
    found: fn(&Roadmap) -> usize,
}

const QUESTIONS: [Question; 5] = [
    Question { command: Command::ShowLate, way: "late", words: "late", found: |view| view.overdue.len() + view.past_first_date.len() },
    Question { command: Command::ShowDueSoon, way: "due soon", words: "due soon", found: |view| view.due_60.len() },
    Question {
        command: Command::ShowNotBegun,
        way: "should have started",
        words: "should have begun",
        found: |view| view.should_have_started.len(),
    },
    Question { command: Command::ShowUnpaid, way: "money missing", words: "no money", found: |view| view.money_missing.len() },
    Question { command: Command::ShowUnverifiable, way: "not verifiable", words: "unverifiable", found: |view| view.not_verifiable.len() },
];

/// The way in which a command shows the page.
#[must_use]
pub fn asked_by(command: Command) -> Option<&'static str> {
    QUESTIONS.iter().find(|question| question.command == command).map(|question| question.way)
}

/// The page of the Roadmap.
pub fn build(making: &mut Making<'_>) -> Page {
    let view = making.facts.roadmap(making.dialogue, making.moment());
    let mut page = Page::new("Roadmap for Reform");
    let way = making.way_or_keyed(&mut page, &WAYS, &QUESTIONS.map(|question| question.way));
    let said = page.ways.iter().chain(&page.keyed).nth(way).copied().unwrap_or_default();
    page.aside = format!("{} · {said}", count(view.lines.len(), "commitment", "commitments"));
    if view.lines.is_empty() {
        words::paragraph(
            &mut page,
            1,
            Role::Muted,
            "No commitments yet. A commitment says who does what by when; a adds one.",
            making.width,
        );
        return page;
    }
    let asked = way.checked_sub(WAYS.len());
    counted(&mut page, &view, making.width);
    commitments::flowing(&mut page, questions(&view, asked, making), making.width);
    if asked.is_none() {
        words::paragraph(&mut page, 1, Role::Muted, &breadth(&view), making.width);
    }
    page.gap();
    match asked {
        Some(question) => answer(&view, question, making).onto(&mut page, making.width),
        None if way == 4 => depth(&mut page, &view, making),
        None => groups(&view, way, making).onto(&mut page, making.width),
    }
    page
}

/// Each question with its key and how many it finds; the one that is answered stands in brackets.
fn questions<'v>(view: &'v Roadmap, asked: Option<usize>, making: &'v Making<'_>) -> impl Iterator<Item = Line> + 'v {
    QUESTIONS.iter().enumerate().map(move |(n, Question { command, words, found, .. })| {
        let number = found(view);
        let (role, said) = if number == 0 { (Role::Muted, Role::Muted) } else { (Role::Warn, Role::Text) };
        let (open, close) = if asked == Some(n) { ("[", "]") } else { ("", "") };
        Line::of(Role::Accent, format!("{open}{}", making.keymap.key(*command)))
            .with(said, format!(" {words} "))
            .with(role, format!("{number}{close}"))
            .with(Role::Text, "  ")
    })
}

fn breadth(view: &Roadmap) -> String {
    let mean = view.mean_endorsers.map_or_else(|| "no".to_owned(), |mean| format!("{mean:.1}"));
    let depth = view.depth.map(|depth| format!(" · {:.0} % are tasks with lead and date", depth * 100.0)).unwrap_or_default();
    format!("{mean} endorsers each · {} of 9 kinds{depth}", view.endorser_kinds.len())
}

fn groups(view: &Roadmap, way: usize, making: &Making<'_>) -> Table {
    let mut table = Table::new([
        column(""),
        column(""),
        column("").shrinks_to(24),
        column("").drops(3),
        column(""),
        column("").drops(2),
        numbers("").drops(1),
    ]);
    let group = |table: &mut Table, title: &str, aside: &str, wanted: &dyn Fn(&roadmap::Line) -> bool| {
        let mut found = view.lines.iter().filter(|line| wanted(line)).peekable();
        if found.peek().is_none() {
            return;
        }
        table.heading(title, aside);
        for line in found {
            table.row(cells(line, making), Some(opens(line)));
        }
    };
    match way {
        1 => {
            for lead in &view.by_lead {
                let late = (!lead.late.is_empty()).then(|| format!("{} late", lead.late.len()));
                let at_risk = (!lead.at_risk.is_empty()).then(|| format!("{} at risk", lead.at_risk.len()));
                let said = late.into_iter().chain(at_risk).collect::<Vec<_>>().join(", ");
                let title = words::short(making.dialogue, &lead.stakeholder);
                group(&mut table, &title, &said, &|line| line.lead.as_ref() == Some(&lead.stakeholder));
            }
            group(&mut table, "Nobody leads", "not verifiable", &|line| line.lead.is_none());
        }
        2 => {
            for (stage, _) in &view.by_stage {
                let title = words::choice(making.dialogue, "commitments", "stage", &**stage);
                group(&mut table, &words::capital(&title), "", &|line| line.stage.as_ref() == Some(stage));
            }
            group(&mut table, "No stage given", "", &|line| line.stage.is_none());
        }
        3 => {
            for (status, number) in &view.counts {
                group(&mut table, &words::capital(status.label()), &number.to_string(), &|line| line.status == *status);
            }
        }
        _ => {
            for priority in &view.by_priority {
                group(&mut table, &one_line(&priority.title), "", &|line| priority.commitments.contains(&line.id));
            }
        }
    }
    table
}

/// Sign, id, title, lead: how the row of a commitment begins on every view of this page.
fn row(line: &roadmap::Line, making: &Making<'_>) -> Vec<Cell> {
    let (sign, role) = status_sign(line.status.value());
    let lead = line.lead.as_ref().map_or_else(|| (Role::Warn, "no lead".to_owned()), |lead| text(words::short(making.dialogue, lead)));
    vec![(role, sign.to_owned()), muted(one_line(&line.id)), text(one_line(&line.title)), lead]
}

/// The date that holds.
fn date(line: &roadmap::Line) -> Cell {
    line.holds().map_or_else(|| (Role::Warn, "no date".to_owned()), |day| (urgency(line), day.to_string()))
}

fn cells(line: &roadmap::Line, making: &Making<'_>) -> Vec<Cell> {
    let mut cells = row(line, making);
    cells.extend([date(line), muted(promised(line, making.today)), (urgency(line), remark(line, making))]);
    cells
}

/// What is worth knowing of its date: how late it is, what its first date was, how soon it is due.
fn remark(line: &roadmap::Line, making: &Making<'_>) -> String {
    match (line.late, line.due, line.holds()) {
        (Late::Overdue, _, Some(holds)) => dates::say_distance(holds, making.as_of()),
        (Late::PastFirstDate, Some(first), _) => format!("first {}", dates::say_day_and_month(first)),
        (Late::No, _, Some(holds)) if !line.status.is_closed() && (0..=60).contains(&(holds - making.as_of()).num_days()) => {
            dates::say_distance(holds, making.as_of())
        }
        _ => String::new(),
    }
}

/// What one of the questions finds, each with why.
fn answer(view: &Roadmap, question: usize, making: &Making<'_>) -> Table {
    let mut table = Table::new([
        column(""),
        column(""),
        column("").shrinks_to(20),
        column("").drops(2),
        column("").drops(1),
        // What is missing is said at length: the date gives way to it.
        column("").shrinks_to(30),
    ]);
    let why = |line: &roadmap::Line| match question {
        0 | 1 => remark(line, making),
        2 => line
            .start
            .map(|start| format!("since {}, {}", commitments::day(start, making.today), days_between(start, making.as_of())))
            .unwrap_or_default(),
        3 => money(line, making),
        _ => unverifiable(line, making),
    };
    let mut part = |title: &str, aside: &str, nothing: &str, ids: &[Name]| {
        if ids.is_empty() {
            if !nothing.is_empty() {
                table.line(Line::of(Role::Good, format!(" {nothing}")));
            }
            return;
        }
        table.heading(title, aside);
        for line in ids.iter().filter_map(|id| view.line(id)) {
            let mut cells = row(line, making);
            cells.extend([date(line), (urgency(line), why(line))]);
            table.row(cells, Some(opens(line)));
        }
    };
    match question {
        0 => {
            let nothing = if view.past_first_date.is_empty() { "Nothing is past its date." } else { "" };
            part("Overdue", "past the date that holds", nothing, &view.overdue);
            part("Past the first date", "with a new one to come", "", &view.past_first_date);
        }
        1 => part("Due within 60 days", "", "Nothing is due within 60 days.", &view.due_60),
        2 => part(
            "Should have started",
            "the beginning has come, and it is not started",
            "Nothing waits to begin that should have.",
            &view.should_have_started,
        ),
        3 => part(
            "Money missing",
            "nothing named, or not wholly secured",
            "What every commitment takes is named and secured.",
            &view.money_missing,
        ),
        _ => part(
            "Not verifiable",
            "left out of percentages",
            "Of every commitment one could tell whether it is done.",
            &view.not_verifiable,
        ),
    }
    table
}

/// What of the means of a commitment is not secured.
fn money(line: &roadmap::Line, making: &Making<'_>) -> String {
    let Some(record) = making.dialogue.get(Commitment::KIND, &line.id) else { return String::new() };
    let commitment = Commitment(record);
    let said = commitment.resources().filter(|row| !row.is_secured()).map(|row| {
        let source = row.source().map(|source| row_choice(making, "source", source));
        let how_far = match row.secured() {
            Some("partly") => "partly secured",
            Some(_) => "not secured",
            None => "not said whether secured",
        };
        let what: Vec<String> = [row.amount().map(one_line), source].into_iter().flatten().collect();
        let what = if what.is_empty() { "means not named".to_owned() } else { what.join(", ") };
        format!("{what}: {how_far}")
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { "no means named".to_owned() } else { said.join("; ") }
}

fn row_choice(making: &Making<'_>, field: &str, value: &str) -> String {
    let def = making.dialogue.catalogue.kind(Commitment::KIND).and_then(|kind| kind.row("resource")).and_then(|row| row.field(field));
    let found = def.and_then(|field| field.choices()?.find(&value.into()).map(|choice| one_line(&choice.label)));
    found.unwrap_or_else(|| one_line(value))
}

fn unverifiable(line: &roadmap::Line, making: &Making<'_>) -> String {
    let said = making.dialogue.get(Commitment::KIND, &line.id).and_then(|record| Commitment(record).verifiable()) == Some(false);
    let reasons = [(line.lead.is_none(), "no lead"), (line.due.is_none(), "no first date"), (said, "said not to be")];
    reasons.iter().filter(|(holds, _)| *holds).map(|(_, reason)| *reason).collect::<Vec<_>>().join(", ")
}

/// How many stand behind each commitment, of how many kinds, with whose reservations; and how concrete it is.
fn depth(page: &mut Page, view: &Roadmap, making: &Making<'_>) {
    let missing: Vec<String> = NINE_KINDS
        .iter()
        .filter(|kind| !view.endorser_kinds.contains(kind))
        .map(|kind| words::choice(making.dialogue, "stakeholders", "kind", *kind))
        .collect();
    if !missing.is_empty() {
        words::paragraph(page, 1, Role::Warn, &format!("No endorser among: {}.", missing.join(", ")), making.width);
    }
    if !view.endorse_nothing.is_empty() {
        let said = format!("Endorse nothing: {}.", words::shorts(making.dialogue, &view.endorse_nothing));
        words::paragraph(page, 1, Role::Warn, &said, making.width);
    }
    page.gap();
    let mut table = Table::new([
        column(""),
        column(""),
        column("").shrinks_to(20),
        column("Lead").drops(2),
        numbers("Endorsers"),
        numbers("Kinds").drops(3),
        column("Reservations").shrinks_to(8).drops(1),
    ]);
    let levels =
        [(Some("task"), "Tasks"), (Some("objective"), "Objectives"), (Some("principle"), "Principles"), (None, "How concrete is not said")];
    for (level, title) in levels {
        let here = view.lines.iter().filter_map(|line| Some((line, Commitment(making.dialogue.get(Commitment::KIND, &line.id)?))));
        let mut here = here
            .filter(|(_, commitment)| {
                let said = commitment.detail_level().filter(|said| levels.iter().any(|(level, _)| *level == Some(*said)));
                said == level
            })
            .peekable();
        if here.peek().is_none() {
            continue;
        }
        table.heading(title, "");
        for (line, commitment) in here {
            let kinds: std::collections::BTreeSet<&str> = commitment
                .endorsed_by()
                .filter_map(|who| making.dialogue.get("stakeholders", who)?.text("kind"))
                .filter(|kind| NINE_KINDS.contains(kind))
                .collect();
            let mut cells = row(line, making);
            cells.extend([
                if line.endorsers == 0 { (Role::Warn, "none".to_owned()) } else { text(line.endorsers.to_string()) },
                muted(if kinds.is_empty() { String::new() } else { format!("{} of 9", kinds.len()) }),
                muted(words::shorts(making.dialogue, commitment.reserved_by())),
            ]);
            table.row(cells, Some(opens(line)));
        }
    }
    table.onto(page, making.width);
}

#[cfg(test)]
mod tests {
    use crate::app::page::Source;
    use crate::app::page::testing::{model, of_sample, text};
    use crate::app::screen::Screen;
    use crate::app::testing;
    use crate::domain::testing::Build;

    /// Five commitments, each with a trouble of its own.
    fn troubles() -> Build {
        [
            ("c1", "lead = 'a'\ndue = 2026-03-01"),
            ("c2", "lead = 'a'\ndue = 2026-02-01\nrevised_due = 2026-04-01\nstart = 2026-03-10\nmaturity = 'offered'"),
            ("c3", "lead = 'b'\ndue = 2026-12-01\nverifiable = false\nstatus = 'at_risk'\nendorsed_by = ['a', 'b']\ndetail_level = 'task'"),
            ("c4", "status = 'delayed'\nreserved_by = ['b']\n[[resource]]\namount = '2 m'\nsource = 'donor'\nsecured = 'partly'"),
            ("c5", "lead = 'b'\ndue = 2027-01-01\nstatus = 'done'\n[[resource]]\nsecured = 'yes'"),
        ]
        .iter()
        .fold(Build::new().people(&["a:cso", "b:media", "z:nhri"]), |build, (id, rest)| {
            build.file(&format!("commitments/{id}"), &format!("title = 'Title of {id}'\n{rest}"))
        })
    }

    /// What stands on the page shown in that way, line by line without its head.
    fn rows(way: usize) -> Vec<String> {
        let page = text(&mut model(troubles().done(), (100, 40)), &Source::Roadmap, way);
        page.lines()
            .filter(|line| line.contains("Title of") || line.starts_with(" A") || line.starts_with(" N"))
            .map(str::to_owned)
            .collect()
    }

    fn ids(way: usize) -> Vec<String> {
        let id = |line: &String| Some(line.split("Title of ").nth(1)?.split_whitespace().next()?.to_owned());
        rows(way).iter().filter_map(id).collect()
    }

    #[test]
    fn each_question_finds_its_commitments_and_says_why() {
        assert_eq!(ids(5), ["c1", "c2"]);
        assert!(rows(5)[0].contains("15 days late") && rows(5)[1].contains("first 1 Feb"), "{:?}", rows(5));
        assert_eq!(ids(6), ["c2"]);
        assert!(rows(6)[0].contains("first 1 Feb") || rows(6)[0].contains("16 days"), "{:?}", rows(6));
        assert_eq!(ids(7), ["c2"]);
        assert!(rows(7)[0].contains("since 10 Mar, 6 days"), "{:?}", rows(7));
        assert_eq!(ids(8), ["c1", "c2", "c3", "c4"]);
        assert!(rows(8)[0].contains("no means named") && rows(8)[3].contains("2 m, donor: partly secured"), "{:?}", rows(8));
        assert_eq!(ids(9), ["c3", "c4"]);
        assert!(rows(9)[1].contains("said not to be") && rows(9)[2].contains("no lead, no first date"), "{:?}", rows(9));
    }

    #[test]
    fn every_question_stands_in_the_head_with_its_key_and_how_many_it_finds() {
        let page = text(&mut model(troubles().done(), (80, 24)), &Source::Roadmap, 0);
        assert!(page.contains(" L late 2  D due soon 1  S should have begun 1  M no money 4  N unverifiable 2"), "{page}");
        for width in [30, 60, 80, 120] {
            let page = text(&mut model(troubles().done(), (width, 24)), &Source::Roadmap, 0);
            assert!(!page.contains('…') || width < 60, "nothing in the head is cut\n{page}");
        }
    }

    #[test]
    fn the_same_key_asks_and_leaves_the_question_and_from_other_views_the_page_opens() {
        let mut model = testing::model_of(troubles().done(), 80, 24);
        let aside = |model: &crate::app::model::Model| match model.top() {
            Some(Screen::Page(page)) => page.page.aside.clone(),
            _ => String::new(),
        };
        for (keys, way) in [("4 L", "late"), ("N", "not verifiable"), ("N", "by priority"), ("M", "money missing"), ("v", "by priority")] {
            testing::press(&mut model, keys);
            assert_eq!(aside(&model), format!("5 commitments · {way}"), "{keys}");
        }
        testing::press(&mut model, "Tab D");
        assert_eq!((aside(&model).as_str(), model.stack.len()), ("5 commitments · due soon", 2));
        testing::press(&mut model, "Esc");
        assert!(matches!(model.top(), Some(Screen::Board(_))));
    }

    #[test]
    fn by_status_the_commitments_stand_in_the_order_of_the_scale() {
        assert_eq!(ids(3), ["c1", "c2", "c3", "c4", "c5"]);
        let page = of_sample(&Source::Roadmap, 3);
        let place = |title: &str| page.find(title).unwrap_or_else(|| panic!("no {title}\n{page}"));
        assert!(place("Not started   3") < place("On track   5") && place("Delayed   1") < place("Done   2"), "{page}");
    }

    #[test]
    fn breadth_says_who_endorses_nothing_and_depth_how_concrete_each_is() {
        let page = text(&mut model(troubles().done(), (100, 40)), &Source::Roadmap, 4);
        for said in ["Endorse nothing: Z.", "No endorser among:", "Tasks", "How concrete is not said", "2 of 9", "none"] {
            assert!(page.contains(said), "{said}\n{page}");
        }
        assert!(page.lines().any(|line| line.contains("c4") && line.trim_end().ends_with('B')), "who has reservations\n{page}");
        assert!(of_sample(&Source::Roadmap, 4).contains("CU, First Word, NIPD"));
    }

    #[test]
    fn what_is_not_signed_says_how_far_it_is_promised() {
        assert!(rows(0)[1].contains("offered"), "{:?}", rows(0));
        assert!(!of_sample(&Source::Roadmap, 0).contains("signed"), "what all are is not said of each");
    }
}
