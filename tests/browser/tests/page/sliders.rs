//! The two sliders move everything at once.

use anyhow::{Context, Result, ensure};
use browser_tests::{Page, Seen, Visit, visit};
use fantoccini::key::Key;
use headroom_core::scenario::{context_stops, memory_stops};

/// Everything that shows a result is another than before, and belongs together.
fn moved(before: &Seen, after: &Seen, key: &str) -> Result<()> {
    ensure!(after.answer != before.answer, "the answer stands still");
    ensure!(after.line != before.line, "the frontier stands still");
    ensure!(after.points != before.points, "the points stand still");
    ensure!(after.rows != before.rows, "the table stands still");
    ensure!(
        after.breakdown != before.breakdown || after.command != before.command,
        "the breakdown stands still"
    );
    ensure!(
        after.address.contains(&format!("{key}=")),
        "the link lacks {key}: {}",
        after.address
    );
    together(after)
}

/// Answer, chart, breakdown and table speak of the same candidates.
pub(crate) fn together(seen: &Seen) -> Result<()> {
    let mut points = seen.points.clone();
    points.reverse();
    let mut frontier = seen.picks();
    if seen.reading.as_deref() == Some("frontier") {
        frontier.sort_unstable();
        points.sort_unstable();
        ensure!(points == frontier, "chart and table differ");
    }
    let best = seen.rows.first().context("no rows")?;
    let answer = seen.answer.as_deref().unwrap_or_default();
    ensure!(
        answer.contains(&best.model) && answer.contains(&best.quantization),
        "the answer is not the first row: {answer} {best:?}"
    );
    ensure!(answer.contains(&best.memory), "{answer} {best:?}");
    ensure!(seen.selected() == Some(best.pick.as_str()));
    ensure!(seen.ringed_point.as_deref() == Some(best.pick.as_str()));
    let breakdown = seen.breakdown.as_deref().unwrap_or_default();
    ensure!(breakdown.starts_with(&best.model), "{breakdown}");
    Ok(())
}

/// The page as it is when the address bar has followed.
async fn followed(page: &Page, before: &Seen) -> Result<Seen> {
    page.until("the address follows", async || {
        Ok(page.seen().await?.address != before.address)
    })
    .await?;
    page.rest().await?;
    page.seen_whole().await
}

#[test]
fn dragging_vram_moves_answer_chart_table_and_link() -> Result<()> {
    visit(Visit::to(""), async |page| {
        let before = page.seen_whole().await?;
        together(&before)?;
        page.drag_slider("vram", 0.75).await?;
        let after = followed(page, &before).await?;
        moved(&before, &after, "vram")?;
        ensure!(
            after.budget != before.budget,
            "the budget line stands still"
        );
        page.drag_slider("vram", 0.2).await?;
        moved(&after, &followed(page, &after).await?, "vram")
    })
}

#[test]
fn dragging_context_moves_answer_chart_table_and_link() -> Result<()> {
    visit(Visit::to(""), async |page| {
        let before = page.seen_whole().await?;
        page.drag_slider("ctx", 0.75).await?;
        let after = followed(page, &before).await?;
        moved(&before, &after, "ctx")?;
        ensure!(
            after.budget == before.budget,
            "the budget line moves from {:?} to {:?}",
            before.budget,
            after.budget
        );
        page.drag_slider("ctx", 0.0).await?;
        moved(&after, &followed(page, &after).await?, "ctx")
    })
}

#[test]
fn results_move_while_the_slider_is_still_held() -> Result<()> {
    visit(Visit::to(""), async |page| {
        let before = page.seen_whole().await?;
        page.run::<()>(
            "window.answers = new Set();\
             document.querySelector('input[name=vram]').addEventListener('input', () =>\
               requestAnimationFrame(() => requestAnimationFrame(() => window.answers.add(\
                 document.querySelector('[data-testid=answer]').textContent))));\
             window.released = false;\
             addEventListener('pointerup', () => { window.answersHeld = window.answers.size; });",
        )
        .await?;
        let (from, to) = (
            page.on_slider("vram", 0.45).await?,
            page.on_slider("vram", 0.95).await?,
        );
        page.drag(&[from, to], 1_500).await?;
        let held: usize = page.run("return window.answersHeld").await?;
        ensure!(held >= 5, "Only {held} answers were seen during the drag.");
        ensure!(page.seen_whole().await?.answer != before.answer);
        Ok(())
    })
}

#[test]
fn arrow_keys_move_a_slider_stop_by_stop() -> Result<()> {
    visit(Visit::to(""), async |page| {
        for (name, stops) in [
            ("vram", memory_stops().len()),
            ("ctx", context_stops().len()),
        ] {
            let before = page.seen_whole().await?;
            let value = |seen: &Seen| -> Result<usize> {
                Ok(seen.control(name).context("no slider")?.parse()?)
            };
            page.run::<()>(&format!(
                "document.querySelector('input[type=range][name={name}]').focus()"
            ))
            .await?;
            for _ in 0..4 {
                page.press(Key::Right).await?;
            }
            let after = followed(page, &before).await?;
            ensure!(value(&after)? == value(&before)? + 4);
            moved(&before, &after, name)?;
            page.press(Key::Left).await?;
            ensure!(value(&page.seen_whole().await?)? == value(&before)? + 3);
            page.press(Key::End).await?;
            ensure!(value(&page.seen_whole().await?)? == stops - 1);
            page.press(Key::Home).await?;
            ensure!(value(&page.seen_whole().await?)? == 0);
            page.open("").await?;
        }
        Ok(())
    })
}

/// Browsers take 200 writes in 10 seconds at most, some 100 in 30; the page writes far fewer.
pub(crate) async fn few_writes(page: &Page) -> Result<()> {
    let writes = page.recorded().await?.writes;
    for (at, first) in writes.iter().enumerate() {
        let within = writes
            .iter()
            .skip(at)
            .take_while(|write| write.at < first.at + 10_000.0)
            .count();
        ensure!(within < 60, "{within} writes to the address within 10 s");
    }
    ensure!(!writes.is_empty(), "The address was never written.");
    Ok(())
}

#[test]
fn a_long_drag_writes_the_address_seldom() -> Result<()> {
    visit(Visit::to(""), async |page| {
        let mut places = Vec::new();
        for turn in 0..12_u32 {
            let share = if turn % 2 == 0 { 0.05 } else { 0.95 };
            places.push(page.on_slider("ctx", share).await?);
        }
        page.drag(&places, 270).await?;
        page.rest().await?;
        few_writes(page).await?;
        let writes = page.recorded().await?.writes;
        // However long the machine takes for it, one write waits for the next.
        for (first, second) in writes.iter().zip(writes.iter().skip(1)) {
            let between = second.at - first.at;
            ensure!(between > 300.0, "two writes within {between} ms");
        }
        let last = writes.last().context("no write")?;
        ensure!(last.address.ends_with(&page.seen_whole().await?.address));
        // A drag is one step of the history.
        let pushes = writes.iter().filter(|write| write.name == "pushState");
        ensure!(pushes.count() == 1);
        Ok(())
    })
}

#[test]
fn a_key_held_down_writes_the_address_seldom() -> Result<()> {
    visit(Visit::to(""), async |page| {
        page.run::<()>("document.querySelector('input[name=vram]').focus()")
            .await?;
        for round in 0..4 {
            let key = if round % 2 == 0 {
                Key::Left
            } else {
                Key::Right
            };
            page.type_text(&char::from(key).to_string().repeat(40))
                .await?;
        }
        page.rest().await?;
        few_writes(page).await
    })
}
