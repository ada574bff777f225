//! The thread that writes drafts. A key waits for it, so that what is typed is on its way to the disk before the frame that shows
//! it; but only for a moment: when the disk stalls, the hand goes on, and what was typed is written in order as soon as it can be.
//!
//! It knows the drafts of the dialogue that is open, and nothing of records.

use super::effects::Answer;
use crate::app::msg::Msg;
use crate::store::Drafts;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a key waits for its draft. A write that is not through by then waits for a disk.
pub(super) const MOMENT: Duration = Duration::from_millis(20);

/// What is said while the disk stalls.
const STALLED: &str = "The disk does not answer. What is typed waits in memory, and is written as soon as it does.";

/// Something to do with the drafts; what there is to say about it.
type Task = Box<dyn FnOnce(&mut Option<Drafts>) -> Option<Msg> + Send>;

/// What is asked of the thread.
struct Job {
    task: Task,
    ticket: Arc<Ticket>,
}

/// Where the thread leaves what a key waits for.
#[derive(Default)]
struct Ticket {
    slot: Mutex<Slot>,
    left: Condvar,
}

#[derive(Default)]
enum Slot {
    /// Not done yet, and waited for.
    #[default]
    Open,
    Done(Option<Msg>),
    /// Nobody waits any more.
    Alone,
}

impl Ticket {
    /// Leaves what was done; gives it back when nobody waits for it.
    fn leave(&self, msg: Option<Msg>) -> Option<Msg> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*slot, Slot::Alone) {
            return msg;
        }
        *slot = Slot::Done(msg);
        self.left.notify_one();
        None
    }

    /// Waits so long, or as long as it takes; nothing when it is not done by then.
    fn wait(&self, moment: Option<Duration>) -> Option<Option<Msg>> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        let open = |slot: &mut Slot| matches!(slot, Slot::Open);
        slot = match moment {
            Some(moment) => self.left.wait_timeout_while(slot, moment, open).unwrap_or_else(PoisonError::into_inner).0,
            None => self.left.wait_while(slot, open).unwrap_or_else(PoisonError::into_inner),
        };
        match std::mem::replace(&mut *slot, Slot::Alone) {
            Slot::Done(msg) => Some(msg),
            Slot::Open | Slot::Alone => None,
        }
    }
}

/// The thread that writes drafts.
pub(super) struct Drafting {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    moment: Duration,
    /// The job that was not through in its moment: until it is, nothing is waited for.
    behind: Option<Arc<Ticket>>,
}

impl Drafting {
    /// Starts the thread. A key waits for a `moment`; `answer` takes what comes later than that.
    pub(super) fn start(answer: Answer, moment: Duration) -> std::io::Result<Self> {
        let (jobs, queue) = channel();
        let thread = std::thread::Builder::new().name("drafting".to_owned()).spawn(move || work(&queue, &answer))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), moment, behind: None })
    }

    /// Has something done, in order; gives what there is to say about it. That the disk stalls is said when the next thing finds
    /// the one before still waiting.
    pub(super) fn ask(&mut self, task: impl FnOnce(&mut Option<Drafts>) -> Option<Msg> + Send + 'static) -> Option<Msg> {
        let ticket = self.give(Box::new(task))?;
        let stalls = self.behind.as_ref().is_some_and(|behind| Arc::strong_count(behind) > 1);
        let moment = if stalls { Duration::ZERO } else { self.moment };
        if let Some(msg) = ticket.wait(Some(moment)) {
            self.behind = None;
            return msg;
        }
        self.behind = Some(ticket);
        stalls.then(|| Msg::Say(STALLED.to_owned()))
    }

    /// Has something done, however long it takes; gives what it comes to.
    pub(super) fn await_all<T: Send + 'static>(&mut self, task: impl FnOnce(&mut Option<Drafts>) -> T + Send + 'static) -> Option<T> {
        self.begin(task)?.recv().ok()
    }

    /// Has something done while the caller goes on; what it comes to is received when it is wanted.
    pub(super) fn begin<T: Send + 'static>(&mut self, task: impl FnOnce(&mut Option<Drafts>) -> T + Send + 'static) -> Option<Receiver<T>> {
        let (done, wait) = channel();
        let task = move |drafts: &mut Option<Drafts>| {
            let _ = done.send(task(drafts));
            None
        };
        self.give(Box::new(task))?;
        Some(wait)
    }

    fn give(&self, task: Task) -> Option<Arc<Ticket>> {
        let ticket = Arc::new(Ticket::default());
        self.jobs.as_ref()?.send(Job { task, ticket: ticket.clone() }).ok()?;
        Some(ticket)
    }

    /// Waits until everything asked for is written, and ends the thread.
    pub(super) fn finish(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Drafting {
    fn drop(&mut self) {
        self.finish();
    }
}

fn work(queue: &Receiver<Job>, answer: &Answer) {
    let mut drafts: Option<Drafts> = None;
    while let Ok(Job { task, ticket }) = queue.recv() {
        if let Some(msg) = ticket.leave(task(&mut drafts)) {
            answer(msg);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(msg: Option<Msg>) -> String {
        match msg {
            Some(Msg::Say(text)) => text,
            other => format!("{other:?}"),
        }
    }

    fn say(text: &str) -> impl FnOnce(&mut Option<Drafts>) -> Option<Msg> + Send + 'static {
        let msg = Msg::Say(text.to_owned());
        move |_| Some(msg)
    }

    #[test]
    fn what_a_disk_does_at_once_is_answered_at_once() {
        let (answer, answers) = channel();
        let mut drafting = Drafting::start(Arc::new(move |msg| drop(answer.send(msg))), Duration::MAX).unwrap();
        assert_eq!(said(drafting.ask(say("written"))), "written");
        assert!(drafting.ask(|_| None).is_none());
        drafting.finish();
        assert!(answers.try_recv().is_err());
    }

    #[test]
    fn while_the_disk_stalls_no_key_waits_and_everything_is_written_in_order_afterwards() {
        let (answer, answers) = channel();
        let mut drafting = Drafting::start(Arc::new(move |msg| drop(answer.send(msg))), Duration::ZERO).unwrap();
        let (release, stall) = channel::<()>();
        let stalling = move |_: &mut Option<Drafts>| {
            let _ = stall.recv();
            Some(Msg::Say("first".to_owned()))
        };
        assert!(drafting.ask(stalling).is_none());
        assert_eq!(said(drafting.ask(say("second"))), STALLED);
        release.send(()).unwrap();
        drafting.await_all(|_| ());
        let written: Vec<_> = answers.try_iter().map(|msg| said(Some(msg))).collect();
        assert_eq!(written, ["first", "second"]);
    }

    #[test]
    fn when_the_disk_answers_again_keys_wait_for_it_as_before() {
        let mut drafting = Drafting::start(Arc::new(|_| {}), Duration::ZERO).unwrap();
        let (release, stall) = channel::<()>();
        drafting.ask(move |_| stall.recv().err().map(|_| Msg::Say(String::new())));
        release.send(()).unwrap();
        drafting.await_all(|_| ());
        drafting.moment = Duration::MAX;
        assert_eq!(said(drafting.ask(say("written"))), "written");
    }
}
