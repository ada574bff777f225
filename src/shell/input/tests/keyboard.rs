//! A thread that reads: what is typed arrives, and the end of the terminal too.

use super::*;

fn keyboard() -> (io::PipeWriter, Keyboard, mpsc::Receiver<Input>) {
    let (source, terminal) = io::pipe().unwrap();
    let (sender, receiver) = mpsc::channel();
    let keyboard = Keyboard::read_from(source, Patience::LOCAL, move |input| sender.send(input).is_ok()).unwrap();
    (terminal, keyboard, receiver)
}

#[test]
fn what_is_typed_arrives_and_the_end_of_the_terminal_is_told_once() {
    let (mut terminal, _keyboard, inputs) = keyboard();
    terminal.write_all("aж\x1b[A".as_bytes()).unwrap();
    let got: Vec<Input> = inputs.iter().take(3).collect();
    assert_eq!(got, [letter('a'), letter('ж'), key(KeyCode::Up, NONE)]);
    terminal.write_all(b"\x1b").unwrap();
    assert_eq!(inputs.recv(), Ok(key(KeyCode::Esc, NONE)));
    drop(terminal);
    assert_eq!(inputs.iter().collect::<Vec<_>>(), [Input::Hangup]);
}

#[test]
fn a_keyboard_that_rests_leaves_the_bytes_to_others() {
    let (mut terminal, keyboard, inputs) = keyboard();
    keyboard.pause();
    terminal.write_all(b"q").unwrap();
    assert_eq!(inputs.try_recv(), Err(mpsc::TryRecvError::Empty));
    keyboard.resume();
    assert_eq!(inputs.recv(), Ok(letter('q')));
    keyboard.pause();
    keyboard.pause();
    keyboard.resume();
    drop(terminal);
    assert_eq!(inputs.recv(), Ok(Input::Hangup));
    keyboard.pause();
}

#[test]
fn a_paste_cut_off_by_a_hang_up_is_kept() {
    let (mut terminal, _keyboard, inputs) = keyboard();
    terminal.write_all(b"\x1b[200~half a wo").unwrap();
    drop(terminal);
    assert_eq!(inputs.iter().collect::<Vec<_>>(), [pasted("half a wo"), Input::Hangup]);
}
