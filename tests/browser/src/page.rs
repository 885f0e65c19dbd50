//! What a visitor does with the page.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
    TouchActions,
};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::engine::{Engine, downloads};
use crate::seen::{Recorded, Seen};

/// How long something may take to happen, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(30);
/// Milliseconds between two moves of a pointer that is dragged.
const STEP: u64 = 16;
/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(25);

/// A page in a browser.
pub struct Page {
    client: Client,
    engine: Engine,
    base: String,
    profile: PathBuf,
    /// What was complained of before the page was left.
    past: RefCell<Vec<String>>,
}

/// A command of one driver only.
#[derive(Debug)]
struct Command {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// The key with the shift key held.
#[must_use]
pub const fn shift(key: Key) -> (Key, Key) {
    (Key::Shift, key)
}

/// What Chromium remarks when it is asked for its GPU on a machine that has none.
const NO_GPU: &str = "Automatic fallback to software WebGL";

impl Page {
    pub(crate) fn new(client: Client, engine: Engine, base: String, profile: &Path) -> Self {
        Self {
            client,
            engine,
            base,
            profile: profile.to_owned(),
            past: RefCell::default(),
        }
    }

    /// The address of the page with this query string.
    #[must_use]
    pub fn address(&self, query: &str) -> String {
        if query.is_empty() {
            self.base.clone()
        } else {
            format!("{}?{query}", self.base)
        }
    }

    /// Loads the page with this query string, without waiting for more than the load.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn goto(&self, query: &str) -> Result<()> {
        self.leave().await?;
        self.client.goto(&self.address(query)).await?;
        Ok(())
    }

    /// Loads the page with this query string and waits until its results are on the screen.
    ///
    /// # Errors
    /// If they do not come.
    pub async fn open(&self, query: &str) -> Result<()> {
        self.goto(query).await?;
        self.ready().await
    }

    /// Keeps what the recorder noted, for it goes with the page.
    async fn leave(&self) -> Result<()> {
        let noted = self.noted().await?;
        self.past.borrow_mut().extend(noted);
        self.check_origin().await
    }

    async fn noted(&self) -> Result<Vec<String>> {
        self.run("return window.recorded?.complaints ?? []").await
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// If it does not come.
    pub async fn reload(&self) -> Result<()> {
        self.leave().await?;
        self.client.refresh().await?;
        self.ready().await
    }

    /// Waits until the first results are on the screen.
    ///
    /// # Errors
    /// If they do not come.
    pub async fn ready(&self) -> Result<()> {
        self.until("the page is ready", async || {
            self.run("return document.documentElement.hasAttribute('data-ready')")
                .await
        })
        .await
    }

    /// Waits until something holds.
    ///
    /// # Errors
    /// If it does not come to hold.
    pub async fn until(&self, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        let begun = Instant::now();
        while !holds().await? {
            if begun.elapsed() > PATIENCE {
                let seen = self.seen().await.map(|mut seen| {
                    seen.rows.truncate(3);
                    seen
                });
                bail!("Never came true: {what}. What is seen: {seen:#?}");
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Waits until a script's expression is true.
    ///
    /// # Errors
    /// If it does not become true.
    pub async fn until_true(&self, expression: &str) -> Result<()> {
        self.until(expression, async || {
            self.run(&format!("return Boolean({expression})")).await
        })
        .await
    }

    /// Waits until what was done is on the screen.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn settle(&self) -> Result<()> {
        const FRAMES: &str = "const done = arguments[arguments.length - 1];\
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";
        self.client.execute_async(FRAMES, Vec::new()).await?;
        Ok(())
    }

    /// Waits for the address bar, which is written at a pace, to hold still.
    ///
    /// # Errors
    /// If it does not.
    pub async fn rest(&self) -> Result<()> {
        self.settle().await?;
        self.pause(1_200).await;
        self.settle().await
    }

    /// Does nothing for so many milliseconds.
    pub async fn pause(&self, milliseconds: u64) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }

    /// What a script returns.
    ///
    /// # Errors
    /// If it throws, or returns something else.
    pub async fn run<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        self.run_with(script, Vec::new()).await
    }

    /// What a script returns for these arguments.
    ///
    /// # Errors
    /// If it throws, or returns something else.
    pub async fn run_with<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<T> {
        let value = self.client.execute(script, arguments).await?;
        Ok(serde_json::from_value(value)?)
    }

    /// What a script gives to the function that it finds as its last argument.
    ///
    /// # Errors
    /// If it throws, or gives something else.
    pub async fn run_async<T: DeserializeOwned>(&self, script: &str) -> Result<T> {
        let value = self.client.execute_async(script, Vec::new()).await?;
        Ok(serde_json::from_value(value)?)
    }

    /// What a visitor sees when all rows are drawn that are drawn unasked.
    ///
    /// # Errors
    /// If they do not come.
    pub async fn seen_whole(&self) -> Result<Seen> {
        self.until_true(
            "document.querySelectorAll('[data-testid=table] tbody tr').length >= Math.min(600, Number(\
             document.querySelector('label:has(> input[name=show]:checked) .tab-count')\
             .textContent.replace(/\\D/g, '')))",
        )
        .await?;
        self.seen().await
    }

    /// What a visitor sees, when what was done is on the screen.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn seen(&self) -> Result<Seen> {
        self.settle().await?;
        self.run(include_str!("seen.js")).await
    }

    /// What the recorder noted since the page was loaded.
    ///
    /// # Errors
    /// If there is no recorder.
    pub async fn recorded(&self) -> Result<Recorded> {
        self.run("return window.recorded").await
    }

    /// Errors and warnings, of the page and of the browser.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let mut complaints = self.past.take();
        complaints.extend(self.noted().await?);
        if self.engine.has_log() {
            let log = self
                .client
                .issue_cmd(Command {
                    path: "se/log",
                    body: json!({ "type": "browser" }),
                })
                .await?;
            let lines = log.as_array().cloned().unwrap_or_default();
            let of = |line: &Value, key: &str| {
                line.get(key)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned()
            };
            complaints.extend(
                lines
                    .iter()
                    .filter(|line| matches!(of(line, "level").as_str(), "SEVERE" | "WARNING"))
                    .filter(|line| !of(line, "message").contains(NO_GPU))
                    .map(|line| format!("{}: {}", of(line, "level"), of(line, "message"))),
            );
        }
        Ok(complaints)
    }

    /// Checks that the page asked nobody but its own site.
    ///
    /// # Errors
    /// If it did.
    pub async fn check_origin(&self) -> Result<()> {
        let foreign: Vec<String> = self
            .run(
                "return performance.getEntriesByType('resource').map((entry) => entry.name)\
                 .filter((name) => !name.startsWith(`${location.origin}/`) && !name.startsWith('data:'))",
            )
            .await?;
        ensure!(foreign.is_empty(), "Foreign requests: {foreign:?}");
        Ok(())
    }

    /// A picture of the window, as PNG.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// The folder in which the browser saves files.
    #[must_use]
    pub fn downloads(&self) -> PathBuf {
        downloads(&self.profile)
    }

    /// Makes the page this large.
    ///
    /// # Errors
    /// If the window cannot be so.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        // The window has a frame, and there may be limits.
        let mut outer = (width, height);
        for _ in 0..3 {
            self.client.set_window_size(outer.0, outer.1).await?;
            let inner: (u32, u32) = self.run("return [innerWidth, innerHeight]").await?;
            if inner == (width, height) {
                return Ok(());
            }
            outer = (
                (outer.0 + width).saturating_sub(inner.0),
                (outer.1 + height).saturating_sub(inner.1),
            );
        }
        let inner: (u32, u32) = self.run("return [innerWidth, innerHeight]").await?;
        ensure!(
            inner.0 == width,
            "The page is {} pixels wide instead of {width}.",
            inner.0
        );
        Ok(())
    }

    /// The first element that a selector finds.
    ///
    /// # Errors
    /// If it finds none.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        self.client
            .find(Locator::Css(selector))
            .await
            .with_context(|| format!("There is no {selector}."))
    }

    /// Clicks on what a selector finds.
    ///
    /// # Errors
    /// If there is nothing to click on.
    pub async fn click(&self, selector: &str) -> Result<()> {
        self.find(selector)
            .await?
            .click()
            .await
            .with_context(|| format!("{selector} cannot be clicked on."))?;
        self.settle().await
    }

    /// Clicks on the chip or the tab of a radio button or check box.
    ///
    /// # Errors
    /// If there is none.
    pub async fn choose(&self, name: &str, value: &str) -> Result<()> {
        self.click(&format!(
            "label:has(> input[name='{name}'][value='{value}'])"
        ))
        .await
    }

    /// Chooses from a list that drops down.
    ///
    /// # Errors
    /// If there is no such entry.
    pub async fn select(&self, name: &str, value: &str) -> Result<()> {
        let list = self.find(&format!("select[name='{name}']")).await?;
        list.select_by_value(value)
            .await
            .with_context(|| format!("{name} has no {value}."))?;
        self.settle().await
    }

    /// Replaces the text of a field and leaves it with Enter.
    ///
    /// # Errors
    /// If there is no such field.
    pub async fn enter(&self, selector: &str, text: &str) -> Result<()> {
        self.click(selector).await?;
        self.press_with(Key::Control, 'a').await?;
        self.type_text(text).await?;
        self.press(Key::Enter).await
    }

    /// Types into the search field.
    ///
    /// # Errors
    /// If there is none.
    pub async fn type_into_search(&self, text: &str) -> Result<()> {
        self.click("input[name=q]").await?;
        self.type_text(text).await
    }

    /// Presses a key and lets it go.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn press(&self, key: Key) -> Result<()> {
        self.keys(&[char::from(key)]).await
    }

    /// Presses a key many times, with so many milliseconds between.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn press_repeatedly(&self, key: Key, times: usize, milliseconds: u64) -> Result<()> {
        let (value, duration) = (char::from(key), Duration::from_millis(milliseconds));
        let actions = (0..times).fold(KeyActions::new("keyboard".to_owned()), |actions, _| {
            actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value })
                .then(KeyAction::Pause { duration })
        });
        self.client.perform_actions(actions).await?;
        self.settle().await
    }

    /// Presses a key while another is held.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn press_with(&self, held: Key, key: impl Into<char>) -> Result<()> {
        let (held, key) = (char::from(held), key.into());
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        self.client.perform_actions(actions).await?;
        self.settle().await
    }

    /// Types a text where the focus is.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.keys(&text.chars().collect::<Vec<_>>()).await
    }

    async fn keys(&self, keys: &[char]) -> Result<()> {
        let actions =
            keys.iter()
                .fold(KeyActions::new("keyboard".to_owned()), |actions, &value| {
                    actions
                        .then(KeyAction::Down { value })
                        .then(KeyAction::Up { value })
                });
        self.client.perform_actions(actions).await?;
        self.settle().await
    }

    /// Left, top, width and height of what a selector finds, within the window.
    ///
    /// # Errors
    /// If it finds nothing.
    pub async fn area(&self, selector: &str) -> Result<[f64; 4]> {
        self.run_with(
            "const area = document.querySelector(arguments[0]).getBoundingClientRect();\
             return [area.left, area.top, area.width, area.height]",
            vec![json!(selector)],
        )
        .await
        .with_context(|| format!("There is no {selector}."))
    }

    /// Moves the pointer to a place in the window.
    ///
    /// # Errors
    /// If it is outside.
    pub async fn point(&self, (x, y): (f64, f64)) -> Result<()> {
        self.mouse(MouseActions::new("mouse".to_owned()).then(move_to((x, y), 0)))
            .await
    }

    /// Clicks at a place in the window.
    ///
    /// # Errors
    /// If it is outside.
    pub async fn click_at(&self, place: (f64, f64)) -> Result<()> {
        let button = MOUSE_BUTTON_LEFT;
        self.mouse(
            MouseActions::new("mouse".to_owned())
                .then(move_to(place, 0))
                .then(PointerAction::Down { button })
                .then(PointerAction::Up { button }),
        )
        .await
    }

    /// Drags along the places, taking so many milliseconds from one to the next.
    ///
    /// # Errors
    /// If one is outside.
    pub async fn drag(&self, places: &[(f64, f64)], milliseconds: u64) -> Result<()> {
        let button = MOUSE_BUTTON_LEFT;
        let first = *places.first().context("nowhere to begin")?;
        let mut actions = MouseActions::new("mouse".to_owned())
            .then(move_to(first, 0))
            .then(PointerAction::Down { button });
        // Some drivers jump to the end of a move: each step is told to them.
        let steps = u32::try_from(milliseconds / STEP)?.max(1);
        for (from, to) in places.iter().zip(places.iter().skip(1)) {
            for step in 1..=steps {
                let share = f64::from(step) / f64::from(steps);
                let along = |from: f64, to: f64| from + share * (to - from);
                let place = (along(from.0, to.0), along(from.1, to.1));
                actions = actions.then(move_to(place, STEP));
            }
        }
        self.mouse(actions.then(PointerAction::Up { button })).await
    }

    /// Moves a finger from one place in the window to another.
    ///
    /// # Errors
    /// If one is outside.
    pub async fn swipe(&self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        let button = MOUSE_BUTTON_LEFT;
        let actions = TouchActions::new("finger".to_owned())
            .then(move_to(from, 0))
            .then(PointerAction::Down { button })
            .then(move_to(to, 100))
            .then(PointerAction::Up { button });
        self.client.perform_actions(Actions::from(actions)).await?;
        self.settle().await
    }

    async fn mouse(&self, actions: MouseActions) -> Result<()> {
        self.client.perform_actions(Actions::from(actions)).await?;
        self.settle().await
    }

    /// Where a share of the way along a slider is, in the window.
    ///
    /// # Errors
    /// If there is no such slider.
    pub async fn on_slider(&self, name: &str, share: f64) -> Result<(f64, f64)> {
        let [left, top, width, height] = self
            .area(&format!("input[type=range][name='{name}']"))
            .await?;
        // The thumb's middle does not reach the ends.
        let margin = 8.0;
        Ok((
            left + margin + share * (width - 2.0 * margin),
            top + height / 2.0,
        ))
    }

    /// Drags a slider from its thumb to a share of its way.
    ///
    /// # Errors
    /// If there is no such slider.
    pub async fn drag_slider(&self, name: &str, share: f64) -> Result<()> {
        let now: f64 = self
            .run_with(
                "const slider = document.querySelector(`input[type=range][name='${arguments[0]}']`);\
                 return slider.value / slider.max",
                vec![json!(name)],
            )
            .await?;
        let (from, to) = (
            self.on_slider(name, now).await?,
            self.on_slider(name, share).await?,
        );
        self.drag(&[from, to], 200).await
    }

    /// Goes back in the history.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn back(&self) -> Result<()> {
        self.client.back().await?;
        self.settle().await
    }

    /// Goes forward in the history.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn forward(&self) -> Result<()> {
        self.client.forward().await?;
        self.settle().await
    }

    /// Sends a command of the Chrome DevTools Protocol: what no standard command can.
    ///
    /// # Errors
    /// If the browser does not know it.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        ensure!(
            self.engine == Engine::Chromium,
            "This engine has no developer tools to talk to."
        );
        Ok(self
            .client
            .issue_cmd(Command {
                path: "goog/cdp/execute",
                body: json!({ "cmd": command, "params": parameters }),
            })
            .await?)
    }
}

fn move_to((x, y): (f64, f64), milliseconds: u64) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(Duration::from_millis(milliseconds)),
        x,
        y,
    }
}
