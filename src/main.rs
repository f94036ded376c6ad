//! The command `headstart`; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    headstart::cli::main()
}
