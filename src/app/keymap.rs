//! Which keys lead to which command: the built-in file with the user's laid over it.
//!
//! Faults in the user's file are told by line and cost only themselves.

use super::command::{COMMANDS, Command, Context};
use super::keys::{Chord, Sequence};
use crate::domain::nearest::nearest;
use crate::domain::problem::{At, Problem};
use std::collections::HashMap;
use toml::de::DeTable;

/// Keys, and the command they lead to in a context.
type Binding = (Context, Sequence, Command);

/// The keys of every context.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    bindings: Vec<Binding>,
    by_context: HashMap<Context, Vec<usize>>,
}

/// What some keys pressed one after the other mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A command, and the context it was bound in.
    Command(Context, Command),
    /// More keys are awaited.
    Prefix,
    /// Nothing.
    None,
}

impl Keymap {
    /// The keymap that is built in.
    #[must_use]
    pub fn builtin() -> Self {
        let mut keymap = Self::default();
        keymap.lay("config/keymap.toml", include_str!("../../config/keymap.toml"));
        keymap
    }

    /// Lays a file over this keymap and gives its faults.
    pub fn lay(&mut self, file: &str, text: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        let (table, faults) = DeTable::parse_recoverable(text);
        for fault in faults {
            let at = fault.span().map_or(At::START, |span| At::of(text, span.start));
            problems.push(Problem::new(file, fault.message(), "The other lines of this file still hold.").at(at));
        }
        for (section, value) in table.get_ref() {
            let place = || At::of(text, section.span().start);
            let Some(context) = Context::ALL.into_iter().find(|context| context.name() == section.get_ref()) else {
                let near = nearest(section.get_ref(), Context::ALL.iter().map(|context| context.name())).unwrap_or("global");
                problems.push(
                    Problem::new(
                        file,
                        format!("there is no part [{}] of the keymap.", section.get_ref()),
                        format!("Did you mean [{near}]?"),
                    )
                    .at(place()),
                );
                continue;
            };
            let Some(lines) = value.get_ref().as_table() else { continue };
            let (mut own, others) = std::mem::take(&mut self.bindings).into_iter().partition(|(held, ..)| *held == context);
            for (name, keys) in lines {
                if let Err(problem) = bind(&mut own, context, name.get_ref(), keys.get_ref(), text) {
                    let place = At::of(text, name.span().start);
                    problems.push(Problem { file: file.to_owned(), at: problem.at.max(place), ..problem });
                }
            }
            self.bindings = others;
            self.bindings.append(&mut own);
        }
        self.index();
        problems.sort_by_key(|problem| problem.at);
        problems
    }

    fn index(&mut self) {
        self.by_context.clear();
        for (n, (context, _, _)) in self.bindings.iter().enumerate() {
            self.by_context.entry(*context).or_default().push(n);
        }
    }

    /// What `pressed` means in the live contexts, top first: the first context in which it means anything decides.
    #[must_use]
    pub fn meaning(&self, contexts: &[Context], pressed: &[Chord]) -> Meaning {
        for context in contexts {
            let mut prefix = false;
            for (_, sequence, command) in self.of(*context) {
                if sequence.0 == pressed {
                    return Meaning::Command(*context, *command);
                }
                prefix |= sequence.0.starts_with(pressed);
            }
            if prefix {
                return Meaning::Prefix;
            }
        }
        Meaning::None
    }

    /// The bindings of one context, in the order of the file.
    pub fn of(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.by_context.get(&context).map(Vec::as_slice).unwrap_or_default().iter().filter_map(|n| self.bindings.get(*n))
    }

    /// The first key of a command, for hints; empty when it has none.
    #[must_use]
    pub fn key(&self, command: Command) -> String {
        self.keys(command).into_iter().next().unwrap_or_default()
    }

    /// All keys of a command.
    #[must_use]
    pub fn keys(&self, command: Command) -> Vec<String> {
        self.bindings.iter().filter(|(_, _, bound)| *bound == command).map(|(_, sequence, _)| sequence.to_string()).collect()
    }

    /// What may follow some keys already pressed, for the hints of the leader.
    #[must_use]
    pub fn following(&self, contexts: &[Context], pressed: &[Chord]) -> Vec<(Chord, Command)> {
        let mut found = Vec::new();
        for context in contexts {
            for (_, sequence, command) in self.of(*context) {
                if let Some(next) = sequence.0.strip_prefix(pressed).and_then(<[Chord]>::first) {
                    found.push((*next, *command));
                }
            }
        }
        found
    }
}

/// Binds keys to a command among the bindings of its context.
fn bind(own: &mut Vec<Binding>, context: Context, name: &str, keys: &toml::de::DeValue<'_>, text: &str) -> Result<(), Problem> {
    let Some(command) = Command::named(name) else {
        let near = nearest(name, COMMANDS.iter().map(|spec| spec.name));
        let hint = near.map_or_else(|| "`convenor keys` lists all commands.".to_owned(), |near| format!("Did you mean {near}?"));
        return Err(Problem::new("", format!("there is no command {name}."), hint));
    };
    let Some(list) = keys.as_array() else {
        return Err(Problem::new("", format!("{name}: keys are a list."), format!("Write it as {name} = [\"x\"].")));
    };
    let mut sequences = Vec::new();
    for key in list {
        let sequence = key.get_ref().as_str().and_then(Sequence::parse);
        let Some(sequence) = sequence else {
            let hint = "Keys are written as j, C-d, Enter, Space / or F1.";
            return Err(Problem::new("", format!("{name}: this is no key."), hint).at(At::of(text, key.span().start)));
        };
        sequences.push(sequence);
    }
    // A key taken for one command is taken away from another of the same context.
    own.retain(|(_, sequence, bound)| *bound != command && !sequences.contains(sequence));
    own.extend(sequences.into_iter().map(|sequence| (context, sequence, command)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_keymap_has_no_fault() {
        assert_eq!(Keymap::default().lay("keymap.toml", include_str!("../../config/keymap.toml")), []);
    }

    #[test]
    fn a_users_line_takes_the_place_of_the_built_in_one_and_no_other() {
        let mut keymap = Keymap::builtin();
        assert_eq!(keymap.lay("keys.toml", "[global]\ncapture = [\"C-n\"]\n"), []);
        assert_eq!(keymap.keys(Command::Capture), ["C-n"]);
        assert_eq!(keymap.keys(Command::Tool), ["t"]);
    }

    #[test]
    fn a_fault_is_told_by_line_and_costs_only_itself() {
        let mut keymap = Keymap::builtin();
        let problems = keymap.lay("keys.toml", "[global]\ncaptrue = [\"n\"]\ntool = [\"Hyper-x\"]\nsearch = [\"C-s\"]\n");
        assert_eq!(problems.len(), 2);
        assert!(problems[0].to_string().starts_with("keys.toml:2:1") && problems[0].hint.contains("capture"), "{}", problems[0]);
        assert!(problems[1].to_string().starts_with("keys.toml:3:"), "{}", problems[1]);
        assert_eq!(keymap.keys(Command::Search), ["C-s"]);
        assert_eq!(keymap.keys(Command::Tool), ["t"]);
    }

    #[test]
    fn a_leader_waits_for_the_next_key_and_says_what_may_follow() {
        let keymap = Keymap::builtin();
        let space = Chord::parse("Space").unwrap();
        assert_eq!(keymap.meaning(&[Context::Global], &[space]), Meaning::Prefix);
        assert!(keymap.following(&[Context::Global], &[space]).iter().any(|(_, command)| *command == Command::Search));
    }

    #[test]
    fn the_upper_context_decides() {
        let keymap = Keymap::builtin();
        let left = [Chord::parse("h").unwrap()];
        assert_eq!(keymap.meaning(&[Context::Matrix, Context::Global], &left), Meaning::Command(Context::Matrix, Command::CellLeft));
        assert_eq!(keymap.meaning(&[Context::Global], &left), Meaning::Command(Context::Global, Command::Back));
    }
}
