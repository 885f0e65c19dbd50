//! Installing packages where the machine is a Debian (or one of its children) that lets us.

use std::process::Command;

use anyhow::{Result, bail};

use crate::command::{on_path, output, run};

/// Installs the packages without asking anything; an error says what to install by hand.
pub fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" and ");
    let Some(administrator) = administrator() else {
        bail!("Please install {names}, and put it on the search path.");
    };
    println!("Installing {names}.");
    run(&mut administrator.command(&["update", "--quiet"]))?;
    let mut arguments = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    arguments.extend(packages);
    run(&mut administrator.command(&arguments))
}

/// How the package manager can be run as the administrator.
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
