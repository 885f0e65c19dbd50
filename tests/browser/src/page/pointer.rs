//! The mouse and the finger.

use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::actions::{
    Actions, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions,
};

use super::Page;

/// Milliseconds between two moves of a pointer that is dragged.
const STEP: u64 = 16;

impl Page {
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
}

fn move_to((x, y): (f64, f64), milliseconds: u64) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(Duration::from_millis(milliseconds)),
        x,
        y,
    }
}
