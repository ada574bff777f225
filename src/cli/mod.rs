//! The same program without a screen: one room a command, and one place where the command line is taken apart.
//!
//! Commands read the domain and the store; none of them knows a terminal. What they say and how they end: `answer`.

mod about;
mod address;
mod answer;
mod check;
mod csv;
mod edit;
mod init;
mod json;
mod keys;
mod man;
mod open;
mod records;
pub mod reference;
mod schema;
mod session;
mod sheet;
mod views;

use answer::{Answer, Failure};
use clap::{CommandFactory, Parser, Subcommand};
use session::Global;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// A workbench for the hosts of INSPIRED policy dialogues.
#[derive(Debug, Parser)]
#[command(name = "convenor", version, max_term_width = 80, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Line {
    #[command(flatten)]
    global: Global,
    /// A dialogue's folder, to be opened on the screen.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    open: open::Args,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "Examples:
  convenor demo                       look around in a sample dialogue
  convenor ~/hands-and-words          open a dialogue
  convenor status                     where are we?
  convenor matrix --json | jq .cells  for other programs

Exit codes: 0 fine, 1 attention, 2 alarm or problems, 3 conflict,
5 refused for confidentiality, 64 usage, 65 data, 129 hung up.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the full-screen program (also without a command).
    Open(open::Open),
    /// Open the built-in sample dialogue, on 16 March 2026.
    Demo(open::Demo),
    /// Begin a new dialogue in a folder.
    Init(init::Init),
    /// List the records of a kind.
    List(records::List),
    /// Show one record.
    Show(records::Show),
    /// Find words in all records.
    Search(records::Search),
    /// Set fields of a record or a row.
    Set(edit::Set),
    /// Add a record or a row.
    Add(edit::Add),
    /// Move a record to the bin, or take a row away.
    Bin(edit::Bin),
    /// Take back the last thing done.
    Undo(edit::Undo),
    /// Say every problem in data and configuration.
    Check(check::Check),
    /// Where are we? At most 24 lines, and an exit code.
    Status(views::Status),
    /// What to know before a bilateral meeting.
    Brief(views::Brief),
    /// What may go wrong at an event, and what nobody knows.
    Precheck(views::Precheck),
    /// Where everybody stands on every option.
    Matrix(views::Matrix),
    /// Red lines against red lines, commitments and positions.
    Findings(views::Findings),
    /// What nobody stands against, and what divides.
    CommonGround(views::CommonGround),
    /// Who was met, how lately, and who never.
    Coverage(views::Coverage),
    /// What the host promised, and how people felt treated.
    Promises(views::Promises),
    /// Who moved between two days or snapshots.
    Movement(views::Movement),
    /// What a record rests on.
    Trace(views::Trace),
    /// How far the commitments are kept.
    Roadmap(views::Roadmap),
    /// Who may yet say yes to what.
    Forecast(views::Forecast),
    /// What donors cover, and what nobody does.
    Donors(views::Donors),
    /// How far the indicators have come.
    Indicators(views::Indicators),
    /// Who is tied to whom.
    Network(views::Network),
    /// The Integrated Support Framework, or what moved in it.
    Isf(views::Isf),
    /// What changed because of the dialogue.
    Outcomes(views::Outcomes),
    /// Freeze how the dialogue stands.
    Snapshot(edit::Snapshot),
    /// The kinds of record, or all about one.
    Kinds(about::Kinds),
    /// The nineteen tools, or all about one.
    Tools(about::Tools),
    /// Every key of the full-screen program.
    Keys(keys::Keys),
    /// Where the program keeps its files.
    Paths(about::Paths),
    /// A kind as JSON Schema.
    Schema(schema::Schema),
    /// Completions for a shell.
    Completions(about::Completions),
    /// The manual page.
    Man(man::Args),
}

/// Runs the command line and gives the exit code.
#[must_use]
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Line::try_parse_from(words) {
        Ok(line) => answer::write(line.carry_out()),
        Err(error) => answer::write_clap(&error),
    }
}

impl Line {
    fn carry_out(self) -> Result<Answer, Failure> {
        let global = &self.global;
        let Some(command) = &self.command else { return open::open(&self.open, self.folder.as_deref(), global) };
        if let Some(folder) = &self.folder {
            return Err(Failure::Usage(format!("Name the folder behind --dialogue: convenor --dialogue '{}' …", folder.display())));
        }
        match command {
            Command::Open(args) => open::open(&args.args, args.folder.as_deref(), global),
            Command::Demo(args) => open::demo(args, &self.open, global),
            Command::Init(args) => init::init(args),
            Command::List(args) => records::list(args, global),
            Command::Show(args) => records::show(args, global),
            Command::Search(args) => records::search(args, global),
            Command::Set(args) => edit::set(args, global),
            Command::Add(args) => edit::add(args, global),
            Command::Bin(args) => edit::bin(args, global),
            Command::Undo(args) => edit::undo(args, global),
            Command::Check(args) => check::check(args, global),
            Command::Matrix(args) => views::matrix(args, global),
            Command::Findings(args) => views::findings(args, global),
            Command::CommonGround(args) => views::common_ground(args, global),
            Command::Roadmap(args) => views::roadmap(args, global),
            Command::Forecast(args) => views::forecast(args, global),
            Command::Donors(args) => views::donors(args, global),
            Command::Indicators(args) => views::indicators(args, global),
            Command::Network(args) => views::network(args, global),
            Command::Coverage(args) => views::coverage(args, global),
            Command::Brief(args) => views::brief(args, global),
            Command::Precheck(args) => views::precheck(args, global),
            Command::Promises(args) => views::promises(args, global),
            Command::Outcomes(args) => views::outcomes(args, global),
            Command::Trace(args) => views::trace(args, global),
            Command::Status(args) => views::status(args, global),
            Command::Movement(args) => views::movement(args, global),
            Command::Isf(args) => views::isf(args, global),
            Command::Snapshot(args) => edit::snapshot(args, global),
            Command::Kinds(args) => about::kinds(args, global),
            Command::Tools(args) => about::tools(args, global),
            Command::Keys(args) => keys::keys(args, global),
            Command::Paths(args) => about::paths(args, global),
            Command::Schema(args) => schema::schema(args, global),
            Command::Completions(args) => about::completions(args),
            Command::Man(args) => man::man(args),
        }
    }

    /// The names of all commands.
    fn names() -> Vec<String> {
        Self::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_made_and_every_command_gives_an_example() {
        Line::command().debug_assert();
        for command in Line::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Example"), "{}", command.get_name());
        }
    }
}
