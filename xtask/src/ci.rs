//! Everything that must hold before a change lands, in one order, stopping at the first failure.

use std::time::Instant;

use anyhow::Result;

use crate::command::{cargo, run};
use crate::install::axe;
use crate::install::chromium::Chromium;
use crate::install::rust::{self, TARGET};
use crate::project::Project;
use crate::{budget, site};

/// The part of it to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything.
    All,
    /// The steps that need neither the site nor a browser.
    Native,
    /// The site, its checks, and the tests in a browser.
    Browser,
}

/// One thing to do, and what to call it.
struct Step {
    name: &'static str,
    part: Part,
    run: fn(&Project) -> Result<()>,
}

/// The tests in a browser are a package of their own, which runs only with a built site.
const BROWSER_TESTS: &str = "browser-tests";

const STEPS: &[Step] = &[
    Step {
        name: "toolchain",
        part: Part::All,
        run: toolchain,
    },
    Step {
        name: "formatting",
        part: Part::Native,
        run: |project| in_cargo(project, &["fmt", "--all", "--check"]),
    },
    Step {
        name: "clippy",
        part: Part::Native,
        run: |project| {
            let native = "clippy --locked --workspace --all-targets -- -D warnings";
            in_cargo(project, &words(native))
        },
    },
    Step {
        name: "clippy, for the browser",
        part: Part::Native,
        run: |project| {
            let page = "clippy --locked --package headroom-page --lib --bins --target";
            in_cargo(
                project,
                &[&words(page), &[TARGET, "--", "-D", "warnings"][..]].concat(),
            )
        },
    },
    Step {
        name: "tests",
        part: Part::Native,
        run: |project| {
            in_cargo(
                project,
                &[
                    "test",
                    "--locked",
                    "--workspace",
                    "--exclude",
                    BROWSER_TESTS,
                ],
            )
        },
    },
    Step {
        name: "documentation",
        part: Part::Native,
        run: documentation,
    },
    Step {
        name: "site",
        part: Part::Browser,
        run: site::build,
    },
    Step {
        name: "size budget",
        part: Part::Browser,
        run: |project| budget::check(&project.dist()),
    },
    Step {
        name: "tests in a browser",
        part: Part::Browser,
        run: in_a_browser,
    },
];

/// Runs the steps of the part.
pub fn run_part(project: &Project, part: Part) -> Result<()> {
    let wanted = |step: &&Step| part == Part::All || step.part == Part::All || step.part == part;
    let begun = Instant::now();
    for step in STEPS.iter().filter(wanted) {
        println!("== {}", step.name);
        let begun = Instant::now();
        let result = (step.run)(project);
        let seconds = begun.elapsed().as_secs_f64();
        match result {
            Ok(()) => println!("== {}: passed in {seconds:.1} s\n", step.name),
            Err(error) => {
                println!("== {}: FAILED after {seconds:.1} s", step.name);
                return Err(error.context(format!("The step \"{}\" failed.", step.name)));
            }
        }
    }
    println!(
        "All steps passed in {:.0} s.",
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

fn in_cargo(project: &Project, arguments: &[&str]) -> Result<()> {
    run(cargo().args(arguments).current_dir(project.root()))
}

fn toolchain(project: &Project) -> Result<()> {
    rust::components(project)?;
    rust::target(project)
}

fn documentation(project: &Project) -> Result<()> {
    let document = |arguments: &str| {
        run(cargo()
            .args(["doc", "--locked", "--no-deps"])
            .args(words(arguments))
            .env("RUSTDOCFLAGS", "-D warnings")
            .current_dir(project.root()))
    };
    document("--workspace")?;
    document(&format!("--package headroom-page --lib --target {TARGET}"))
}

fn in_a_browser(project: &Project) -> Result<()> {
    let chromium = Chromium::ready()?;
    let axe = axe::ready(project)?;
    run(cargo()
        .args(["test", "--locked", "--package", BROWSER_TESTS])
        .env("HEADROOM_DIST", project.dist())
        .env("CHROMIUM", chromium.browser)
        .env("CHROMEDRIVER", chromium.driver)
        .env("AXE_CORE", axe)
        .current_dir(project.root()))
}
