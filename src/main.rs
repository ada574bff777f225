//! The `convenor` program: hands its arguments to [`convenor::cli`] and ends with the code it gives back.

fn main() -> std::process::ExitCode {
    convenor::cli::main()
}
