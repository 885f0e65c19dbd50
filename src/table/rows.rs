//! Rows that stay in the page while what they say changes.
//!
//! While a slider moves, most candidates stay in the table and most of their cells say the same. A row
//! therefore keeps its element, with the focus that may be in it, and only a cell that says something
//! else is written.

use web_sys::Element;

use super::cells::Cells;

/// The rows of a body.
pub(super) struct Rows {
    body: Element,
    rows: Vec<(Element, Cells)>,
}

impl Rows {
    /// An empty body.
    pub(super) fn none(body: &Element) -> Self {
        body.set_inner_html("");
        Self {
            body: body.clone(),
            rows: Vec::new(),
        }
    }

    /// Makes the body show these rows, each position once.
    pub(super) fn become_these(&mut self, wanted: Vec<Cells>) {
        self.rows.retain(|(element, cells)| {
            let stays = wanted.iter().any(|new| new.position() == cells.position());
            if !stays {
                element.remove();
            }
            stays
        });
        let mut wanted = wanted.into_iter().enumerate();
        while let Some((place, cells)) = wanted.next() {
            if place >= self.rows.len() {
                let rest = std::iter::once(cells).chain(wanted.map(|(_, cells)| cells));
                self.append(rest.collect());
                break;
            }
            match self.place_of(cells.position(), place) {
                Some(now) => self.keep(now, place, cells),
                None => self.insert(place, cells),
            }
        }
    }

    /// Moves the mark of the selected row to where it belongs.
    pub(super) fn select(&self, selected: Option<usize>) {
        let wanted = self
            .rows
            .iter()
            .find(|(_, cells)| selected == Some(cells.position()))
            .map(|(element, _)| element);
        let marked = self.body.query_selector(".selected").ok().flatten();
        if marked.as_ref() == wanted {
            return;
        }
        if let Some(row) = marked {
            let _ = row.class_list().remove_1("selected");
            let _ = row.remove_attribute("aria-current");
        }
        if let Some(row) = wanted {
            let _ = row.class_list().add_1("selected");
            let _ = row.set_attribute("aria-current", "true");
        }
    }

    /// Where a row is now; all before `place` are in their places already.
    fn place_of(&self, position: usize, place: usize) -> Option<usize> {
        let mut rest = self.rows.iter().skip(place);
        let after = rest.position(|(_, cells)| cells.position() == position)?;
        Some(place + after)
    }

    /// Moves a row to its place and writes what it says anew.
    fn keep(&mut self, now: usize, place: usize, cells: Cells) {
        if now != place {
            if let (Some((moved, _)), Some((next, _))) = (self.rows.get(now), self.rows.get(place))
            {
                let _ = self.body.insert_before(moved, Some(next));
            }
            if let Some(between) = self.rows.get_mut(place..=now) {
                between.rotate_right(1);
            }
        }
        if let Some((element, before)) = self.rows.get_mut(place) {
            cells.write_over(before, element);
            *before = cells;
        }
    }

    /// Puts a new row before the one that is in its place.
    fn insert(&mut self, place: usize, cells: Cells) {
        if let Some((next, _)) = self.rows.get(place) {
            let _ = next.insert_adjacent_html("beforebegin", &cells.markup());
            if let Some(element) = next.previous_element_sibling() {
                cells.finish(&element);
                self.rows.insert(place, (element, cells));
            }
        }
    }

    /// Puts new rows at the end, all at once.
    fn append(&mut self, new: Vec<Cells>) {
        let last = self.body.last_element_child();
        let markup: String = new.iter().map(Cells::markup).collect();
        let _ = self.body.insert_adjacent_html("beforeend", &markup);
        let mut next = match last {
            Some(last) => last.next_element_sibling(),
            None => self.body.first_element_child(),
        };
        for cells in new {
            let Some(element) = next else { break };
            next = element.next_element_sibling();
            cells.finish(&element);
            self.rows.push((element, cells));
        }
    }
}
