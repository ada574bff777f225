//! The thread that has the disk: it saves and undoes, and answers with messages.
//!
//! No key waits for it. Records go out as effects and come back as they now stand in their files.

use crate::app::msg::{BinItem, Clash, Effect, Msg, Save};
use crate::domain::catalogue::Catalogue;
use crate::domain::problem::Problem;
use crate::domain::record::{Key, Record};
use crate::domain::value::Value;
use crate::store::{Outcome, Step, Store, StoreError};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// Something the disk shall do.
#[derive(Debug)]
enum Job {
    /// Another dialogue is open now.
    Turn(Box<Desk>),
    /// An effect on the dialogue.
    Do(Effect),
    /// Somebody waits until what was asked for before is done.
    Tell(Sender<()>),
}

/// A dialogue's folder with what is needed to write to it.
#[derive(Debug)]
pub(super) struct Desk {
    /// The folder.
    pub(super) store: Store,
    /// Its kinds.
    pub(super) catalogue: Arc<Catalogue>,
}

/// The thread that has the disk.
#[derive(Debug)]
pub(super) struct Disk {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Disk {
    /// Starts the thread; `answer` takes its messages.
    pub(super) fn start(answer: impl Fn(Msg) + Send + 'static) -> std::io::Result<Self> {
        let (jobs, queue) = channel();
        let thread = std::thread::Builder::new().name("disk".to_owned()).spawn(move || work(&queue, &answer))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// No thread: what stands in the place of one that has finished.
    pub(super) fn idle() -> Self {
        Self { jobs: None, thread: None }
    }

    /// Turns to another dialogue.
    pub(super) fn turn(&self, desk: Desk) {
        self.give(Job::Turn(Box::new(desk)));
    }

    /// Has an effect carried out.
    pub(super) fn run(&self, effect: Effect) {
        self.give(Job::Do(effect));
    }

    fn give(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // A thread that is gone has nothing left to lose: drafts are written elsewhere.
            let _ = jobs.send(job);
        }
    }

    /// Waits until everything asked for so far is done.
    pub(super) fn settle(&self) {
        let (done, wait) = channel();
        self.give(Job::Tell(done));
        // A thread that is gone lets go of its end, which ends the wait.
        let _ = wait.recv();
    }

    /// Waits until everything asked for is done, and ends the thread.
    pub(super) fn finish(mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn work(queue: &Receiver<Job>, answer: &impl Fn(Msg)) {
    let mut desk: Option<Desk> = None;
    while let Ok(job) = queue.recv() {
        match job {
            Job::Turn(next) => desk = Some(*next),
            Job::Do(effect) => {
                if let Some(desk) = &desk {
                    carry_out(desk, effect, answer);
                }
            }
            Job::Tell(done) => {
                let _ = done.send(());
            }
        }
    }
}

fn carry_out(desk: &Desk, effect: Effect, answer: &impl Fn(Msg)) {
    match effect {
        Effect::Save(save) => saved(desk, vec![*save], answer),
        Effect::SaveAll(saves) => saved(desk, saves, answer),
        Effect::Rename { key, id, links } => rename(desk, &key, id, links, answer),
        Effect::Bin(record) => {
            let key = record.key.clone();
            let step = Step::Remove { key: key.clone(), base: record };
            let outcomes = desk.store.save(&[step], &desk.catalogue);
            changed(outcomes, &format!("{key} is in the bin; u brings it back."), answer);
        }
        Effect::Undo => {
            let outcomes = desk.store.undo();
            taken_back(outcomes, "Taken back", answer);
        }
        Effect::Redo => {
            let outcomes = desk.store.redo();
            taken_back(outcomes, "Done again", answer);
        }
        Effect::Restore(number) => match desk.store.bin() {
            Ok(items) => {
                let Some(item) = usize::try_from(number).ok().and_then(|number| items.get(number)) else { return };
                let outcome = desk.store.restore(item);
                let say = format!("{} is back as it was then.", item.key);
                changed(vec![outcome], &say, answer);
            }
            Err(error) => answer(failed(&error)),
        },
        Effect::EmptyBin => match desk.store.empty_bin() {
            Ok(()) => answer(Msg::Say("The bin is empty.".to_owned())),
            Err(error) => answer(failed(&error)),
        },
        Effect::ListBin => match desk.store.bin() {
            Ok(items) => answer(Msg::BinListed(listed(&items))),
            Err(error) => answer(failed(&error)),
        },
        _ => {}
    }
}

fn listed(items: &[crate::store::Binned]) -> Vec<BinItem> {
    (0..)
        .zip(items)
        .map(|(number, item)| BinItem {
            number,
            key: item.key.clone(),
            day: item.when.date_naive(),
            when: item.when.format("%-d %b %H:%M").to_string(),
            whole: item.removed,
            size: item.size,
        })
        .collect()
}

fn step(save: &Save) -> Step {
    if save.new {
        let mut record = Record::new(save.key.clone());
        record.apply(&save.changes);
        Step::New(record)
    } else {
        Step::Edit { key: save.key.clone(), base: save.base.clone(), changes: save.changes.clone() }
    }
}

fn saved(desk: &Desk, saves: Vec<Save>, answer: &impl Fn(Msg)) {
    let steps: Vec<Step> = saves.iter().map(step).collect();
    let outcomes = desk.store.save(&steps, &desk.catalogue);
    for (save, outcome) in saves.into_iter().zip(outcomes) {
        match outcome {
            Ok(Outcome::Saved(record) | Outcome::Unchanged(record)) => {
                answer(Msg::Saved { draft: save.draft, record });
            }
            Ok(Outcome::Conflict { record, conflicts }) => {
                let said = |value: &Option<Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
                let conflicts = conflicts
                    .iter()
                    .map(|conflict| Clash {
                        path: conflict.path.clone(),
                        base: said(&conflict.base),
                        mine: said(&conflict.mine),
                        theirs: said(&conflict.theirs),
                    })
                    .collect();
                answer(Msg::Conflict { draft: save.draft, record, conflicts });
            }
            Ok(Outcome::Removed(_)) => {}
            Err(error) => answer(Msg::Failed { draft: save.draft, problem: problem(&error) }),
        }
    }
}

fn rename(desk: &Desk, key: &Key, id: String, links: Vec<Save>, answer: &impl Fn(Msg)) {
    let mut steps = vec![Step::Rename { key: key.clone(), id }];
    steps.extend(links.iter().map(step));
    let outcomes = desk.store.save(&steps, &desk.catalogue);
    let renamed = matches!(outcomes.first(), Some(Ok(_)));
    changed(outcomes, "", answer);
    if renamed {
        answer(Msg::Changed { put: Vec::new(), gone: vec![key.clone()], say: String::new() });
    }
}

fn taken_back(outcomes: Result<Vec<Outcome>, StoreError>, word: &str, answer: &impl Fn(Msg)) {
    match outcomes {
        Ok(outcomes) => {
            let keys: Vec<String> = outcomes
                .iter()
                .map(|outcome| match outcome {
                    Outcome::Removed(key) => key.to_string(),
                    other => other.record().map(|record| record.key.to_string()).unwrap_or_default(),
                })
                .collect();
            let say = format!("{word}: {}.", keys.join(", "));
            changed(outcomes.into_iter().map(Ok).collect(), &say, answer);
        }
        Err(error) => answer(failed(&error)),
    }
}

fn changed(outcomes: Vec<Result<Outcome, StoreError>>, say: &str, answer: &impl Fn(Msg)) {
    let (mut put, mut gone) = (Vec::new(), Vec::new());
    let mut errors = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(Outcome::Removed(key)) => gone.push(key),
            Ok(Outcome::Saved(record) | Outcome::Unchanged(record) | Outcome::Conflict { record, .. }) => {
                put.push(record);
            }
            Err(error) => errors.push(error),
        }
    }
    let say = if errors.is_empty() { say.to_owned() } else { String::new() };
    answer(Msg::Changed { put, gone, say });
    for error in errors {
        answer(failed(&error));
    }
}

fn problem(error: &StoreError) -> Problem {
    let said = error.to_string();
    Problem::new("", said, "")
}

/// What went wrong, as a message.
pub(super) fn failed(error: &StoreError) -> Msg {
    Msg::Failed { draft: None, problem: problem(error) }
}
