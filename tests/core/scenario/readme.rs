//! The README's table of keys is made of their declarations. After a change of one, look at what
//! moved and accept it:
//!
//! ```text
//! HEADROOM_ACCEPT=1 cargo test --test core readme
//! ```

use std::error::Error;
use std::fs;

use headroom_core::quality::UseCase;
use headroom_core::scenario::{KEYS, Scenario, keys};

use crate::helpers::catalog;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
/// The first line of the table.
const HEAD: &str = "| key | value | default |\n";

/// The table as the keys declare it.
fn table() -> String {
    let standard = Scenario::new(catalog());
    let rows = KEYS.iter().map(|key| {
        let bounds = key.bounds();
        let range = bounds.map_or_else(String::new, |bounds| format!("; {}", bounds.text));
        let default = match key.text(&standard, catalog()) {
            text if text.is_empty() => key.unset.to_owned(),
            text => format!("`{text}`"),
        };
        format!("| `{}` | {}{range} | {default} |\n", key.name, key.help)
    });
    format!("{HEAD}|---|---|---|\n{}", rows.collect::<String>())
}

#[test]
fn the_readme_tells_of_every_key_what_its_declaration_says() -> Result<(), Box<dyn Error>> {
    let readme = fs::read_to_string(FILE)?;
    let from = readme.find(HEAD).ok_or("README.md has no table of keys")?;
    let (before, rest) = readme.split_at(from);
    let (found, after) = rest.split_once("\n\n").ok_or("the table has no end")?;
    let table = table();
    if std::env::var_os("HEADROOM_ACCEPT").is_some() {
        fs::write(FILE, format!("{before}{table}\n{after}"))?;
        return Ok(());
    }
    assert_eq!(format!("{found}\n"), table);
    Ok(())
}

#[test]
fn the_table_names_every_value_of_a_choice() {
    for key in [
        &keys::AXIS,
        &keys::BACKEND,
        &keys::METHOD,
        &keys::REASONING,
        &keys::SHOW,
        &keys::UNIT,
        &keys::VIEW,
    ] {
        let options = key.options(catalog());
        assert!(options.len() > 1, "{}", key.name);
        for option in options.iter().filter(|option| !option.value.is_empty()) {
            let name = format!("`{}`", option.value);
            assert!(key.help.contains(&name), "{}: {name}", key.name);
        }
    }
    for case in UseCase::ALL {
        assert!(keys::USE.help.contains(&format!("`{}`", case.name())));
    }
}
