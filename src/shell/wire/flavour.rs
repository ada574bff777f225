//! What the terminal at the other end can be trusted with, told from the name in `TERM`.
//!
//! No terminal is ever asked anything. A name that is known gets every trick that its kind is known to understand; an
//! unknown one gets what every full-screen terminal since 1978 understands. This room does not look at the environment.

/// Which sequences may be used. See [`Flavour::of`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flavour {
    /// Relative moves and moves within a row or column (CUF, CUB, CUU, CUD, CHA, VPA, RI).
    pub(super) relative: bool,
    /// Tab stops at every eighth column.
    pub(super) tabs: bool,
    /// Insert and delete characters, erase characters (ICH, DCH, ECH).
    pub(super) characters: bool,
    /// Insert and delete lines (IL, DL), and a region that scrolls (DECSTBM).
    pub(super) lines: bool,
    /// All colours; otherwise the eight basic ones.
    pub(super) colours: bool,
}

/// The terminal cannot show a full screen (`TERM` is `dumb` or not set).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "This terminal cannot show a full screen (TERM is not set, or is \"dumb\").\n\
     Set it and start again, for example: TERM=xterm convenor. Every answer can also be had without a screen: convenor --help."
)]
pub struct Dumb;

impl Flavour {
    /// VT220 and its many relatives: xterm, PuTTY, Windows Terminal, the console of Linux, tmux, GNU screen, mosh. What only some
    /// of them have (repeating a character, moves and scrolls by lines: REP, CNL, CPL, SU, SD) is used for none: `TERM` says xterm for most.
    pub const FULL: Flavour = Flavour { relative: true, tabs: true, characters: true, lines: true, colours: true };

    /// A terminal nobody knows: absolute addresses, erasing to the end, eight colours.
    pub const PLAIN: Flavour = Flavour { relative: false, tabs: false, characters: false, lines: false, colours: false };

    /// The flavour for the value of `TERM`.
    ///
    /// # Errors
    /// [`Dumb`] when the terminal has no addressable cursor; its text is what to tell the person.
    pub fn of(term: &str) -> Result<Flavour, Dumb> {
        const KNOWN: &str = "xterm putty rxvt urxvt vte gnome konsole kitty alacritty foot wezterm ghostty st mlterm mintty iterm contour \
                             rio nsterm tmux screen mosh linux fbterm vt220 vt320 vt340 vt420 vt520";
        // "screen.xterm-256color", "tmux-256color", "st-256color", "linux-16color": the first word is the kind
        let kind = term.split(['-', '.', '+']).next().unwrap_or_default();
        match kind {
            "" | "dumb" | "unknown" => Err(Dumb),
            _ if term.starts_with("ms-terminal") || KNOWN.split(' ').any(|known| known == kind) => Ok(Flavour::FULL),
            _ => Ok(Flavour::PLAIN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_terminal_decides_what_is_sent() {
        for (term, flavour) in [
            ("xterm", Flavour::FULL),
            ("xterm-256color", Flavour::FULL),
            ("xterm-kitty", Flavour::FULL),
            ("putty-256color", Flavour::FULL),
            ("st-256color", Flavour::FULL),
            ("screen", Flavour::FULL),
            ("screen.xterm-256color", Flavour::FULL),
            ("tmux-256color", Flavour::FULL),
            ("linux", Flavour::FULL),
            ("vt220", Flavour::FULL),
            ("vt100", Flavour::PLAIN),
            ("ms-terminal", Flavour::FULL),
            ("mosh", Flavour::FULL),
            ("wy50", Flavour::PLAIN),
        ] {
            assert_eq!(Flavour::of(term), Ok(flavour), "{term}");
        }
    }

    #[test]
    fn a_terminal_that_cannot_address_its_cursor_is_refused_with_advice() {
        assert_eq!(Flavour::of(""), Err(Dumb));
        assert!(Flavour::of("dumb").unwrap_err().to_string().contains("TERM=xterm"));
    }
}
