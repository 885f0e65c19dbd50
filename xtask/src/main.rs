//! The command line: `cargo xtask --help`.

use std::net::TcpListener;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;
use xtask::ci::{self, Part};
use xtask::project::Project;
use xtask::server::{Server, Site};
use xtask::{budget, dist, fit, paths, site, styles, wasm};

const HELP: &str = "\
Builds, serves and tests the site.

    cargo xtask serve [--port N] [--open]   build the site and serve it, on port 8080 if it is free
    cargo xtask watch                       the same with Trunk's server, and build anew on every change
    cargo xtask build                       build the site into dist/, ready to be put on any web server
    cargo xtask check                       check dist/: sizes, names, no inline code, no other hosts
    cargo xtask test                        all checks and tests, as .ci/run runs them
    cargo xtask test --native               only those without a browser and without a site
    cargo xtask test --browser              only the site and the tests in a browser

    cargo xtask fit-quality [--check]       make data/quality.json from data/benchmarks/, or check it
    cargo xtask fit-quantization [--check]  fit the loss from quantization in data/quantizations.json

Trunk calls these two while it builds:

    cargo xtask prepare                     put the stylesheets into one file, write this machine's flags
    cargo xtask strip                       take what no browser reads out of the program
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            for cause in error.chain().skip(1) {
                eprintln!("  because: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let project = Project::here()?;
    let mut arguments = lexopt::Parser::from_env();
    let Some(first) = arguments.next()? else {
        print!("{HELP}");
        return Ok(());
    };
    match first {
        Long("help") | Short('h') => print!("{HELP}"),
        Value(name) => match name.to_str() {
            Some("help") => print!("{HELP}"),
            Some("serve") => {
                let options = ServeOptions::parse(&mut arguments)?;
                site::build(&project)?;
                serve(&project, options)?;
            }
            Some("watch") => {
                no_more(&mut arguments)?;
                site::watch(&project)?;
            }
            Some("build") => {
                no_more(&mut arguments)?;
                site::build(&project)?;
                println!("The site is in {}.", project.dist().display());
            }
            Some("check") => {
                no_more(&mut arguments)?;
                dist::check(&project.dist())?;
                budget::check(&project.dist())?;
            }
            Some("test") => {
                let part = part(&mut arguments)?;
                ci::run_part(&project, part)?;
            }
            Some("fit-quality") => fit::fit(&project, "quality", check(&mut arguments)?)?,
            Some("fit-quantization") => {
                fit::fit(&project, "quantization", check(&mut arguments)?)?;
            }
            Some("prepare") => {
                no_more(&mut arguments)?;
                styles::write(&project)?;
                paths::write(&project)?;
            }
            Some("strip") => {
                no_more(&mut arguments)?;
                let staging = std::env::var_os("TRUNK_STAGING_DIR").context(
                    "Trunk calls this while it builds, and names the folder to work in.",
                )?;
                wasm::strip_all_in(staging.as_ref())?;
            }
            _ => bail!("There is no command {name:?}. `cargo xtask --help` lists them."),
        },
        other => return Err(other.unexpected().into()),
    }
    Ok(())
}

/// The options of `serve`.
#[derive(Default)]
struct ServeOptions {
    port: Option<u16>,
    open: bool,
}

impl ServeOptions {
    fn parse(arguments: &mut lexopt::Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("port") | Short('p') => options.port = Some(arguments.value()?.parse()?),
                Long("open") | Short('o') => options.open = true,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

fn part(arguments: &mut lexopt::Parser) -> Result<Part> {
    let mut part = Part::All;
    while let Some(argument) = arguments.next()? {
        part = match argument {
            Long("native") => Part::Native,
            Long("browser") => Part::Browser,
            other => return Err(other.unexpected().into()),
        };
    }
    Ok(part)
}

/// True if a fit is only to be checked.
fn check(arguments: &mut lexopt::Parser) -> Result<bool> {
    match arguments.next()? {
        Some(Long("check")) => no_more(arguments).map(|()| true),
        Some(argument) => Err(argument.unexpected().into()),
        None => Ok(false),
    }
}

fn no_more(arguments: &mut lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(argument) => Err(argument.unexpected().into()),
        None => Ok(()),
    }
}

fn serve(project: &Project, options: ServeOptions) -> Result<()> {
    let port = options.port.unwrap_or_else(usual_port);
    let server = Server::start(Site::new(project.dist()), port)?;
    println!("Serving on {} until you press Ctrl+C.", server.address(""));
    if options.open && open::that_detached(server.address("")).is_err() {
        eprintln!("No browser could be opened: open the address by hand.");
    }
    server.wait();
    Ok(())
}

/// 8080, or any other port where that one is taken.
fn usual_port() -> u16 {
    match TcpListener::bind(("127.0.0.1", 8080)) {
        Ok(_) => 8080,
        Err(_) => 0,
    }
}
