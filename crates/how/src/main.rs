//! Puts the static part of How it works into the site. Trunk runs this at the end of a build.

use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The name in `index.html`, which is replaced by one that changes with the content, so that browsers
/// may keep the file for ever.
const PLACEHOLDER: &str = "how.html";

fn main() -> Result<(), Box<dyn Error>> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("Trunk runs this while it builds, and names the folder to work in.")?;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let fragment = headroom_how::fragment(&data)?;
    let name = hashed_name(&fragment);
    let index = staging.join("index.html");
    let page = fs::read_to_string(&index)?;
    if page.matches(PLACEHOLDER).count() != 1 {
        return Err(format!("index.html is to name {PLACEHOLDER} once").into());
    }
    fs::write(staging.join(&name), fragment)?;
    fs::write(index, page.replace(PLACEHOLDER, &name))?;
    Ok(())
}

fn hashed_name(content: &str) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("how-{:016x}.html", hasher.finish())
}
