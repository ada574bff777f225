//! The one table of commands. Keys, footer, help, palette, manual and the README's key table derive from it.

use std::fmt;

/// Where a command can be given. The live contexts of a moment follow from the model ([`super::context`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Anywhere that text is not being typed.
    Global,
    /// Where a cursor moves over lines.
    Browse,
    /// A list of records.
    List,
    /// A record's own page.
    Record,
    /// A page made from records: Home, a brief, the radar, …
    Page,
    /// The position matrix.
    Matrix,
    /// The network, drawn.
    Graph,
    /// The views of the Roadmap: its list, board and timeline.
    Roadmap,
    /// The board of commitments.
    Board,
    /// The fields of a form.
    Form,
    /// A note or another text over several lines.
    Note,
    /// A one-line input: a filter, a field, a prompt.
    Input,
    /// Choosing from a list by typing.
    Pick,
    /// A question with a plain yes or no.
    Confirm,
    /// The lines proposed after a note.
    Debrief,
}

impl Context {
    /// All contexts, in the order of the keymap file.
    pub const ALL: [Self; 15] = [
        Self::Global,
        Self::Browse,
        Self::List,
        Self::Record,
        Self::Page,
        Self::Matrix,
        Self::Graph,
        Self::Roadmap,
        Self::Board,
        Self::Form,
        Self::Note,
        Self::Input,
        Self::Pick,
        Self::Confirm,
        Self::Debrief,
    ];

    /// Its name in the keymap file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Browse => "browse",
            Self::List => "list",
            Self::Record => "record",
            Self::Page => "page",
            Self::Matrix => "matrix",
            Self::Graph => "graph",
            Self::Roadmap => "roadmap",
            Self::Board => "board",
            Self::Form => "form",
            Self::Note => "note",
            Self::Input => "input",
            Self::Pick => "pick",
            Self::Confirm => "confirm",
            Self::Debrief => "debrief",
        }
    }

    /// Its heading in help and reference.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Global => "Everywhere",
            Self::Browse => "Moving",
            Self::List => "In a list",
            Self::Record => "On a record",
            Self::Page => "On a page",
            Self::Matrix => "In the matrix",
            Self::Graph => "In the network",
            Self::Roadmap => "On the Roadmap",
            Self::Board => "On the board",
            Self::Form => "In a form",
            Self::Note => "In a note",
            Self::Input => "In a line of input",
            Self::Pick => "While choosing",
            Self::Confirm => "At a question",
            Self::Debrief => "In the debrief",
        }
    }

    /// Whether letters typed here are text rather than commands.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Form | Self::Note | Self::Input | Self::Pick)
    }
}

/// One row of the command table.
#[derive(Debug, PartialEq, Eq)]
pub struct Spec {
    /// The command.
    pub command: Command,
    /// Its name in the keymap.
    pub name: &'static str,
    /// A word or two for footer and palette.
    pub label: &'static str,
    /// One sentence.
    pub sentence: &'static str,
    /// Where it can be given.
    pub context: Context,
}

macro_rules! commands {
    ($($context:ident { $($command:ident $name:literal $label:literal $sentence:literal)* })*) => {
        /// Everything a person can ask for by a key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command {
            $($(#[doc = $sentence] $command,)*)*
        }

        impl Command {
            /// Its row in the table.
            #[must_use]
            pub const fn spec(self) -> &'static Spec {
                match self {
                    $($(Self::$command => {
                        const SPEC: &Spec = &Spec {
                            command: Command::$command,
                            name: $name,
                            label: $label,
                            sentence: $sentence,
                            context: Context::$context,
                        };
                        SPEC
                    })*)*
                }
            }
        }

        /// The command table.
        pub const COMMANDS: &[&Spec] = &[$($(Command::$command.spec(),)*)*];
    };
}

commands! {
    Global {
        Capture "capture" "capture" "Takes a bilateral note: stakeholder, then typing."
        Tool "tool" "tool" "Opens one of the nineteen tools by number or name."
        Search "search" "search" "Searches all records for words."
        Palette "palette" "command" "Finds a command, a list or a view by its name."
        Help "help" "help" "Shows the keys that work here."
        Back "back" "back" "Leaves this screen; nothing typed is lost."
        Leave "leave" "leave" "Leaves this screen, and on Home the program. Nothing is unsaved."
        FollowBack "follow-back" "last place" "Goes back along the links followed."
        Undo "undo" "undo" "Takes back the last saved change."
        Redo "redo" "redo" "Does again what was taken back."
        TabHome "tab-home" "Home" "Goes to Home."
        TabAssess "tab-assess" "Assess" "Goes to Collective Assessment."
        TabBuild "tab-build" "Build" "Goes to Consensus Building."
        TabMonitor "tab-monitor" "Monitor" "Goes to Monitoring and Donor Alignment."
        TabRoadmap "tab-roadmap" "Roadmap" "Goes to the Roadmap for Reform."
        TabIsf "tab-isf" "ISF" "Goes to the Integrated Support Framework."
        TabNetwork "tab-network" "Network" "Goes to the policy network."
        TabToolkit "tab-toolkit" "Toolkit" "Goes to the nineteen tools."
        NextTab "next-tab" "next tab" "Goes to the tab on the right."
        PreviousTab "previous-tab" "previous tab" "Goes to the tab on the left."
        NextPane "next-pane" "next view" "Goes to the next view of this tab."
        PreviousPane "previous-pane" "previous view" "Goes to the view before in this tab."
        Dialogue "dialogue" "dialogue" "Opens the dialogue itself: phases, calendar, duties."
        MovePhase "move-phase" "next phase" "Moves the dialogue to another phase from today."
        StepBack "step-back" "step back" "Logs a step back to an earlier phase, with its reason."
        SwitchDialogue "switch-dialogue" "other dialogue" "Opens another dialogue."
        NewDialogue "new-dialogue" "new dialogue" "Begins a new dialogue in a folder."
        OpenSample "open-sample" "sample" "Opens the sample dialogue."
        EmptyBin "empty-bin" "empty the bin" "Empties the bin for good, after a question."
        Problems "problems" "problems" "Shows what is wrong in records and configuration."
        Drafts "drafts" "drafts" "Shows drafts not finished yet."
        Bin "bin" "the bin" "Looks into the bin: restore, or empty for good."
        Freeze "freeze" "freeze a snapshot" "Freezes how the dialogue stands, with a reason, to be compared with later."
        Compare "compare" "compare" "Says what moved between two days or snapshots."
        Status "status" "where are we" "Answers 'where are we?' on one page."
        AsOf "as-of" "as of" "Sets every view back to a day."
        Now "now" "today" "Brings every view back to today."
        Audience "audience" "audience" "Limits what is shown to what an audience may see."
        HideNames "hide-names" "hide names" "Hides the names of stakeholders, for a shoulder in the room."
        Redraw "redraw" "redraw" "Draws the whole screen again."
        Suspend "suspend" "suspend" "Puts the program to sleep; fg wakes it."
        Quit "quit" "quit" "Leaves the program. Nothing is unsaved, so it never asks."
        Interrupt "interrupt" "quit" "Pressed twice, leaves the program."
    }
    Browse {
        Down "down" "down" "Moves down."
        Up "up" "up" "Moves up."
        HalfDown "half-page-down" "half page down" "Moves down by half a page."
        HalfUp "half-page-up" "half page up" "Moves up by half a page."
        First "first" "first" "Goes to the beginning."
        Last "last" "last" "Goes to the end."
        Open "open" "open" "Opens what the cursor is on."
    }
    List {
        Filter "filter" "filter" "Filters the list while typing."
        NextMatch "next-match" "next" "Goes to the next record that the search found."
        PreviousMatch "previous-match" "previous" "Goes to the one before."
        Sort "sort" "sort" "Sorts by the next column."
        SortBack "sort-reverse" "reverse" "Turns the order round."
        New "new" "new" "Adds a record."
        NewHere "new-here" "new" "Adds a record of the kind that this page is about."
    }
    Record {
        Edit "edit" "edit" "Changes the record in a form."
        EditOutside "edit-outside" "$EDITOR" "Changes the note in $EDITOR, or the file where there is none."
        AddRow "add-row" "add" "Adds a row, such as a progress report, a measurement or a position."
        Rename "rename" "rename" "Gives the record another id; links to it come along."
        SetStatus "set-status" "status" "Says how far a commitment is kept, from today."
        SetMaturity "set-promise" "promised" "Says how far a commitment is promised, from today."
        SendToBin "send-to-bin" "bin" "Sends the record to the bin and says what still links to it."
        Why "why" "why" "Traces back to the meetings and lines that this rests on."
        Disclosure "disclosure" "disclosure" "Changes who may see it."
        Copy "copy" "copy" "Copies it to the terminal's clipboard, when it may be seen by others."
        Brief "brief" "brief" "Shows what is known before meeting this stakeholder."
        Precheck "precheck" "precheck" "Shows what to know before this event."
        HandOver "hand-over" "hand over" "One page for a colleague who is new to this stakeholder."
    }
    Page {
        PlanBilateral "plan-bilateral" "plan a bilateral" "Plans the suggested bilateral meeting, with its briefing filled in."
        View "view" "view" "Shows this page in another way."
        Print "print" "print" "Exports this page: writes it to a text file."
    }
    Matrix {
        CellLeft "cell-left" "left" "Moves to the option on the left."
        MatrixFilter "matrix-filter" "filter" "Shows some stakeholders alone: by kind, region or words, as in lists."
        CellRight "cell-right" "right" "Moves to the option on the right."
    }
    Graph {
        ActorLeft "actor-left" "left" "Moves to the actor on the left."
        ActorRight "actor-right" "right" "Moves to the actor on the right."
    }
    Roadmap {
        ShowLate "show-late" "late" "Shows what is past its date, and what was put off."
        ShowDueSoon "show-due-soon" "due soon" "Shows what is due within 60 days."
        ShowNotBegun "show-should-have-started" "should have started" "Shows what should have started and has not."
        ShowUnpaid "show-money-missing" "money missing" "Shows what lacks money, and what of it."
        ShowUnverifiable "show-not-verifiable" "not verifiable" "Shows what nobody could tell to be done."
    }
    Board {
        CardLeft "card-left" "left" "Moves to the status on the left."
        CardRight "card-right" "right" "Moves to the status on the right."
    }
    Form {
        NextField "next-field" "next" "Goes to the next field."
        PreviousField "previous-field" "previous" "Goes to the field before."
        Choose "choose" "choose" "Picks from what can stand here."
        CycleForward "cycle-forward" "next choice" "Takes the next choice."
        CycleBack "cycle-back" "choice before" "Takes the choice before."
        FormAddRow "form-add-row" "add row" "Adds a row below."
        FormRemoveRow "form-remove-row" "remove row" "Takes the row away."
        Save "save" "save" "Saves and stays."
        SaveAndClose "save-and-close" "keep and close" "Saves and closes."
        DiscardDraft "discard-draft" "discard" "Throws away what was typed since the last save."
    }
    Note {
        NoteFields "note-fields" "fields" "Goes from the note to the fields of the record."
        NoteBrief "note-brief" "brief" "Shows what is known of this stakeholder in full."
        NoteSearch "note-search" "search" "Searches in the note."
        NoteNext "note-next" "next" "Goes to the next place found."
        NoteEditOutside "note-edit-outside" "$EDITOR" "Goes on writing in $EDITOR."
        NoteHelp "note-help" "help, marks" "Shows the marks and the keys."
        NotePalette "note-palette" "command" "Finds a command by its name."
        NoteSave "note-save" "save" "Saves and stays."
        NoteClose "note-close" "keep and close" "Keeps what was typed and closes."
        NoteDebrief "note-debrief" "debrief" "Goes through the marked lines."
    }
    Input {
        Accept "accept" "accept" "Takes what was typed."
        Cancel "cancel" "leave" "Leaves without taking it."
    }
    Pick {
        PickDown "pick-down" "down" "Moves down."
        PickUp "pick-up" "up" "Moves up."
        PickAccept "pick-accept" "choose" "Takes the one the cursor is on."
        PickToggle "pick-toggle" "mark" "Marks it, where several can be chosen."
        PickCancel "pick-cancel" "leave" "Leaves without choosing."
    }
    Confirm {
        Yes "yes" "yes" "Does it."
        No "no" "no" "Leaves everything as it is."
    }
    Debrief {
        DebriefAccept "debrief-accept" "accept" "Takes the proposed row."
        DebriefChange "debrief-change" "change" "Changes the proposed row first."
        DebriefSkip "debrief-skip" "skip" "Leaves the line as text."
        DebriefAll "debrief-all" "accept all" "Takes all that are complete."
        DebriefLater "debrief-later" "later" "Leaves the rest for later."
    }
}

impl Command {
    /// The command of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        COMMANDS.iter().find(|spec| spec.name == name).map(|spec| spec.command)
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.spec().name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_one_row_and_a_name_of_its_own() {
        for (n, spec) in COMMANDS.iter().enumerate() {
            assert!(COMMANDS.iter().skip(n + 1).all(|other| other.name != spec.name), "{}", spec.name);
            assert_eq!(Command::named(spec.name), Some(spec.command));
            assert!(spec.sentence.ends_with('.'), "{}", spec.sentence);
        }
    }
}
