//! The terminal taken and given back, on pseudo-terminals and pipes.

use std::io::Read;

use portable_pty::{MasterPty, PtySize, native_pty_system};
use rustix::termios::LocalModes;

use super::*;

/// A pseudo-terminal: the side of the person, and the program's.
fn pty(rows: u16, cols: u16) -> (Box<dyn MasterPty + Send>, std::fs::File) {
    let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    let name = pair.master.tty_name().unwrap();
    let tty = std::fs::OpenOptions::new().read(true).write(true).open(name).unwrap();
    (pair.master, tty)
}

fn read(master: &dyn MasterPty, count: usize) -> String {
    let mut bytes = vec![0; count];
    master.try_clone_reader().unwrap().read_exact(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn is_raw(tty: &std::fs::File) -> bool {
    !tcgetattr(tty).unwrap().local_modes.contains(LocalModes::ICANON)
}

#[test]
fn a_terminal_is_given_back_as_it_was() {
    let (master, tty) = pty(24, 80);
    let before = tcgetattr(&tty).unwrap();
    let mut terminal = Terminal::on(&tty).unwrap();
    terminal.enter().unwrap();
    assert!(is_raw(&tty));
    terminal.present(b"frame").unwrap();
    terminal.present(b"").unwrap();
    terminal.leave().unwrap();
    terminal.leave().unwrap();
    drop(terminal);
    let expected = [ENTER, b"frame", LEAVE].concat();
    assert_eq!(read(&*master, expected.len()).as_bytes(), expected);
    let after = tcgetattr(&tty).unwrap();
    assert_eq!(
        (after.local_modes, after.input_modes, after.output_modes, after.control_modes),
        (before.local_modes, before.input_modes, before.output_modes, before.control_modes)
    );
}

#[test]
fn dropping_a_terminal_gives_it_back() {
    let (_master, tty) = pty(24, 80);
    let mut terminal = Terminal::on(&tty).unwrap();
    terminal.enter().unwrap();
    terminal.present(b"frame").unwrap();
    drop(terminal);
    assert!(!is_raw(&tty));
}

#[test]
fn a_terminal_on_which_nothing_was_shown_is_not_written_to() {
    let (master, tty) = pty(24, 80);
    let mut terminal = Terminal::on(&tty).unwrap();
    terminal.enter().unwrap();
    terminal.leave().unwrap();
    assert!(!is_raw(&tty));
    terminal.present(b"afterwards").unwrap();
    assert_eq!(read(&*master, 10), "afterwards");
}

#[test]
fn a_terminal_reclaimed_is_left_even_before_the_next_frame() {
    let (master, tty) = pty(24, 80);
    let mut terminal = Terminal::on(&tty).unwrap();
    terminal.enter().unwrap();
    terminal.present(b"frame").unwrap();
    terminal.reclaim().unwrap();
    terminal.leave().unwrap();
    let expected = [ENTER, b"frame", LEAVE].concat();
    assert_eq!(read(&*master, expected.len()).as_bytes(), expected);
}

#[test]
fn a_terminal_that_takes_nothing_holds_nobody_up_and_gets_everything_later() {
    let (master, tty) = pty(24, 80);
    let mut terminal = Terminal::on(&tty).unwrap();
    terminal.enter().unwrap();
    let mut expected = ENTER.to_vec();
    while terminal.is_free().unwrap() {
        terminal.present(&[b'x'; 4000]).unwrap();
        expected.extend([b'x'; 4000]);
    }
    let mut shown = String::new();
    while shown.len() < expected.len() {
        let left = expected.len() - shown.len();
        shown.push_str(&read(&*master, left.min(1000)));
        terminal.is_free().unwrap();
    }
    assert_eq!(shown.as_bytes(), expected);
    assert!(terminal.is_free().unwrap());
}

#[test]
fn a_terminal_that_is_gone_is_a_hang_up() {
    let (master, tty) = pty(24, 80);
    let mut terminal = Terminal::on(&tty).unwrap();
    terminal.enter().unwrap();
    drop(master);
    assert!(matches!(terminal.present(b"frame"), Err(Lost::Hangup)));
    assert!(matches!(terminal.leave(), Err(Lost::Hangup)));
}

#[test]
fn a_pipe_is_no_terminal() {
    let (_reader, writer) = io::pipe().unwrap();
    assert!(matches!(Terminal::on(writer), Err(Lost::NoTerminal)));
}

#[test]
fn only_sizes_that_can_be_are_believed() {
    assert_eq!(believable(0, 0), USUAL);
    assert_eq!(believable(1, 1), Size::new(1, 1));
    assert_eq!(believable(65_535, 65_535), LARGEST);
    let (_master, tty) = pty(33, 101);
    assert_eq!(Terminal::on(&tty).unwrap().size(), Size::new(101, 33));
}
