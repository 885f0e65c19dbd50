//! The site that a test visits: the built one, with scripts before its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xtask::server::{Server, Site};

/// The policy under which the site is to run.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                          img-src 'self' data:; connect-src 'self'";

/// Something that a browser or a host may do to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The address bar cannot be written, as in a browser that has had enough of it.
    AddressRefused,
    /// There is no clipboard, as on a page that is not secure.
    NoClipboard,
    /// There is a clipboard, and it refuses.
    ClipboardRefused,
    /// Reading the browser's storage throws, as where all cookies are blocked.
    NoStorage,
    /// There is a clipboard, and using it throws.
    ClipboardThrows,
    /// There is no WebAssembly.
    NoWebAssembly,
    /// A browser without a part of JavaScript that the program needs.
    NoTextDecoder,
    /// The program is missing from the host.
    ProgramMissing,
    /// The program's bindings are missing from the host.
    BindingsMissing,
    /// The loader is missing from the host.
    LoaderMissing,
    /// The program is not one that this browser compiles.
    ProgramUnknown,
}

impl Fault {
    /// The script that brings it about.
    const fn script(self) -> &'static str {
        match self {
            Self::AddressRefused => {
                "History.prototype.pushState = History.prototype.replaceState = () => {\n\
                   throw new DOMException('The operation is insecure.', 'SecurityError');\n\
                 };"
            }
            Self::NoClipboard => {
                "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });"
            }
            Self::ClipboardRefused => {
                "Clipboard.prototype.writeText = () =>\n\
                   Promise.reject(new DOMException('Denied.', 'NotAllowedError'));"
            }
            Self::NoStorage => {
                "Object.defineProperty(window, 'localStorage', {\n\
                   get() { throw new DOMException('Denied.', 'SecurityError'); },\n\
                 });"
            }
            Self::ClipboardThrows => {
                "Clipboard.prototype.writeText = () => { throw new TypeError('Not here.'); };"
            }
            Self::NoWebAssembly => "delete window.WebAssembly;",
            Self::NoTextDecoder => "delete window.TextDecoder;",
            Self::ProgramMissing
            | Self::BindingsMissing
            | Self::LoaderMissing
            | Self::ProgramUnknown => "",
        }
    }

    /// What the host has in place of a file: something else, or nothing.
    fn replaces(self, name: &str) -> Option<Option<&'static [u8]>> {
        let is_loader = name.starts_with("boot-");
        match self {
            Self::ProgramMissing if name.ends_with(".wasm") => Some(None),
            Self::BindingsMissing if name.ends_with(".js") && !is_loader => Some(None),
            Self::LoaderMissing if is_loader => Some(None),
            // A version of WebAssembly that there is not.
            Self::ProgramUnknown if name.ends_with(".wasm") => Some(Some(b"\0asm\x02\0\0\0")),
            _ => None,
        }
    }
}

/// Copies the built site to the folder, with the recorder and the faults before its own scripts.
pub(crate) fn prepare(folder: &Path, faults: &[Fault], recorded: bool) -> Result<()> {
    let built = built()?;
    for entry in
        fs::read_dir(&built).with_context(|| format!("There is no site in {}.", built.display()))?
    {
        let from = entry?.path();
        let Some(name) = from.file_name() else {
            continue;
        };
        if !from.is_file() {
            continue;
        }
        let file = name.to_string_lossy();
        match faults.iter().find_map(|fault| fault.replaces(&file)) {
            None => fs::copy(&from, folder.join(name)).map(drop)?,
            Some(Some(bytes)) => fs::write(folder.join(name), bytes)?,
            Some(None) => {}
        }
    }
    let mut scripts: String = faults
        .iter()
        .map(|fault| format!("{}\n", fault.script()))
        .collect();
    if recorded {
        scripts.push_str(include_str!("record.js"));
    }
    if scripts.trim().is_empty() {
        return Ok(());
    }
    fs::write(folder.join("before.js"), scripts)?;
    let page = folder.join("index.html");
    let text = fs::read_to_string(&page)?;
    let (head, rest) = text
        .split_once("<title>")
        .context("The page has no title.")?;
    fs::write(
        page,
        format!("{head}<script src=\"./before.js\"></script><title>{rest}"),
    )?;
    Ok(())
}

/// Serves the folder.
pub(crate) fn serve(folder: &Path, under: &str, headers: &[(String, String)]) -> Result<Server> {
    let site = headers
        .iter()
        .try_fold(Site::new(folder).under(under), |site, (name, value)| {
            site.with_header(name, value)
        })?;
    Server::start(site, 0)
}

/// The folder of the built site.
///
/// # Errors
/// If the environment does not name it.
pub fn built() -> Result<PathBuf> {
    let Some(folder) = env::var_os("HEADROOM_DIST") else {
        bail!(
            "These tests visit a built site: `cargo xtask test` builds it and runs them. \
             HEADROOM_DIST names the folder of one that is built already."
        );
    };
    Ok(folder.into())
}
