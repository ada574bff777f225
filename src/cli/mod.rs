//! The same program without a screen.

/// Runs the command line and gives the exit code (`cli.md`).
#[must_use]
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
