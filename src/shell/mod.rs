//! Where the program meets the terminal and the system: what goes down the line, what comes up it, signals, and a
//! guardian that leaves the terminal as it was found. The other rooms know none of this.

pub mod guardian;
pub mod input;
pub mod signals;
pub mod terminal;
pub mod wire;
