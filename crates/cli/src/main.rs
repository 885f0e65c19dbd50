//! The command `headroom`.

use std::error::Error;
use std::process::ExitCode;

use headroom_cli::{estimate, frontier};
use lexopt::prelude::*;

const HELP: &str = "\
Which language model, at which quantization, is the best you can run in the memory you have.

    headroom frontier QUERY   prints, as JSON, what the page's table shows for a link, such as
                              'vram=24&ctx=32k'
    headroom estimate         answers each line of JSON on standard input with a line of JSON, such as
                              {\"model\": \"qwen3-32b\", \"quantization\": \"Q4_K_M\", \"context\": 32768}

Keys and fields are described in README.md.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = lexopt::Parser::from_env();
    let mut words = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            Value(word) => words.push(word.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help"] => print!("{HELP}"),
        ["estimate"] => estimate::run()?,
        ["frontier"] => frontier::run("")?,
        ["frontier", query] => frontier::run(query)?,
        ["estimate" | "frontier", .., extra] => return Err(format!("“{extra}” is too much").into()),
        [command, ..] => {
            return Err(format!("there is no command “{command}”; try --help").into());
        }
    }
    Ok(())
}
