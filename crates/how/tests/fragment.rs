//! The static part of How it works: what is in its tables, and that its markup is whole.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::Path;
use std::sync::LazyLock;

/// Where the page puts what depends on the visitor.
const SLOT: &str = "<!-- slot -->";

static FRAGMENT: LazyLock<String> = LazyLock::new(|| {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    headroom_how::fragment(&data).unwrap()
});

/// The heads and cells of the rows of the table that is called `name`, without their tags.
fn table(name: &str) -> Vec<Vec<String>> {
    let label = format!("aria-label=\"{name}\"");
    let (_, rest) = FRAGMENT.split_once(&label).unwrap();
    let (table, _) = rest.split_once("</table>").unwrap();
    let (_, body) = table.split_once("<tbody>").unwrap();
    body.split("<tr>")
        .skip(1)
        .map(|row| {
            let cells = row.split("<t").skip(1);
            let cells = cells.map(|cell| text(&format!("<t{cell}")));
            cells.collect()
        })
        .collect()
}

/// A text without its tags.
fn text(html: &str) -> String {
    html.split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect()
}

fn row(name: &str, head: &str) -> Vec<String> {
    let found = table(name).into_iter().find(|row| row[0] == head);
    found.unwrap_or_else(|| panic!("{name} has no row {head}"))
}

#[test]
fn a_specified_row_stands_beside_its_audit_and_where_that_was_read() {
    assert_eq!(table("Quantization table").len(), 10);
    let q4 = row("Quantization table", "Q4_K_M");
    assert_eq!(
        q4[1..5],
        [
            "4.83",
            "+0.0535",
            "Recommended",
            "Golden Standard (Daily Driver)"
        ]
    );
    assert_eq!(q4[5..7], ["4.89", "+0.1755 (+0.1513 with imatrix)"]);
    // The first source is of bits, the second of perplexity; 16 bits are the baseline.
    assert_eq!(q4[7], "1, 2");
    assert_eq!(row("Quantization table", "F16")[7], "1");
    let (_, list) = FRAGMENT.split_once("<ol").unwrap();
    let items: Vec<&str> = list.split_once("</ol>").unwrap().0.split("<li>").collect();
    assert_eq!(items.len(), 3);
    assert!(items[1].contains("tools/quantize/README.md"));
    assert!(items[2].contains("tools/perplexity/README.md"));
}

#[test]
fn losses_are_those_of_the_formula_worked_by_hand() {
    // K / 0.035 at 8 billion parameters: Q4_K_M has K = 0.0311, IQ1_S 2.8319.
    assert_eq!(row("Loss in points", "Q4_K_M")[3], "0.9");
    assert_eq!(row("Loss in points", "IQ1_S")[3], "80.9");
    // 80.9 points are above 30, 0.9 are not.
    assert!(FRAGMENT.contains("<td class=\"broken\">80.9</td>"));
    assert!(FRAGMENT.contains("<td>0.9</td>"));
}

#[test]
fn errors_of_memory_and_speed_have_their_sums_last() {
    let memory = table("Accuracy");
    assert_eq!(memory.last().unwrap()[0], "all");
    for name in ["Accuracy of the speed", "Accuracy of reading prompts"] {
        let rows = table(name);
        let heads: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        for vendor in ["AMD", "Apple", "Intel", "NVIDIA"] {
            let of_vendor = heads.iter().filter(|head| head.starts_with(vendor));
            assert_eq!(of_vendor.count(), 2, "{name}, {vendor}");
        }
        assert!(heads.ends_with(&["all, dense", "all, experts", "all"]));
        let cases = |row: &Vec<String>| row.last().unwrap().parse::<u32>().unwrap();
        let (sums, vendors): (Vec<_>, Vec<_>) =
            rows.iter().partition(|row| row[0].starts_with("all"));
        let of_vendors: u32 = vendors.into_iter().map(cases).sum();
        assert_eq!(of_vendors, cases(sums[2]));
        assert_eq!(cases(sums[0]) + cases(sums[1]), cases(sums[2]));
    }
}

#[test]
fn every_element_that_begins_ends() {
    let mut open = Vec::new();
    let markup = FRAGMENT.replace(SLOT, "");
    for tag in markup.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None => open.push(tag.split(' ').next().unwrap()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn every_table_and_formula_can_be_scrolled_with_the_keyboard() {
    let count = |text: &str| FRAGMENT.matches(text).count();
    assert_eq!(count("<table"), 5);
    let frame = "<div class=\"table-frame\" tabindex=\"0\" role=\"region\" aria-label=";
    assert_eq!(count(frame), count("<table"));
    assert_eq!(
        count("<p class=\"formula\" tabindex=\"0\">"),
        count("<math display=\"block\">")
    );
}

#[test]
fn the_page_can_cut_it_at_its_slots() {
    let pieces: Vec<&str> = FRAGMENT.split(SLOT).collect();
    assert_eq!(pieces.len(), 3, "the page fills two slots");
    for piece in pieces {
        let count = |text: &str| piece.matches(text).count();
        assert_eq!(
            count("<section>"),
            count("</section>"),
            "a slot lies in a section"
        );
    }
}
