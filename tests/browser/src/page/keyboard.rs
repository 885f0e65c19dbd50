//! The keyboard.

use std::time::Duration;

use anyhow::Result;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use super::Page;

/// The key with the shift key held.
#[must_use]
pub const fn shift(key: Key) -> (Key, Key) {
    (Key::Shift, key)
}

impl Page {
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
}
