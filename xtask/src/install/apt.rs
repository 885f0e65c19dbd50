//! Packages of Debian and its children.

use std::process::Command;

use anyhow::{Context, Result};

use super::ensure_allowed;
use crate::command::{on_path, output, run};

/// Installs the packages without questions.
///
/// # Errors
/// If nobody asked for it, or the machine has no `apt-get` that may be used. The error says what
/// to install by hand.
pub fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "Please install {}, on Debian or Ubuntu by `sudo apt-get install {}`.",
        packages.join(" and "),
        packages.join(" ")
    );
    ensure_allowed(&by_hand)?;
    let administrator = administrator().context(by_hand)?;
    println!("Installing {} with apt-get.", packages.join(" and "));
    run(&mut administrator.command(&["update", "--quiet"]))?;
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    arguments.extend(packages);
    run(&mut administrator.command(&arguments))
}

/// The way to run the package manager as the administrator.
enum Administrator {
    Already,
    Sudo,
}

impl Administrator {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = match self {
            Self::Already => Command::new("apt-get"),
            Self::Sudo => {
                let mut command = Command::new("sudo");
                command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
                command
            }
        };
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments);
        command
    }
}

fn administrator() -> Option<Administrator> {
    on_path("apt-get")?;
    if output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        return Some(Administrator::Already);
    }
    on_path("sudo")?;
    output(Command::new("sudo").args(["-n", "true"]))
        .is_ok()
        .then_some(Administrator::Sudo)
}
