//! The keys of the table: filters, order, selection.

use headroom_core::catalog::Mode;
use headroom_core::scenario::{ColumnId, Filters, Pick, SizeRange, Sort};

use super::helpers::{canonical, message, parse, read};
use crate::helpers::catalog;

fn pick(text: &str) -> Option<Pick> {
    Some(Pick::parse(text, catalog()).unwrap())
}

#[test]
fn filters_take_lists_and_ranges() {
    let filters =
        read("family=qwen3,Gemma+3&license=mit&size=7-32&reasoning=no&quants=q4_k_m,Q8_0").filters;
    assert_eq!(filters.families, ["Qwen3", "Gemma 3"]);
    assert_eq!(filters.licenses, ["MIT"]);
    assert_eq!(
        filters.size,
        SizeRange {
            least: Some(7.0),
            most: Some(32.0)
        }
    );
    assert_eq!(filters.reasoning, Some(false));
    assert_eq!(filters.quantizations.len(), 2);
    assert_eq!(
        canonical("family=qwen3,Gemma+3&license=mit&size=7b-32B&reasoning=0&quants=q4_k_m,Q8_0"),
        "family=Qwen3,Gemma%203&license=MIT&size=7-32&reasoning=no&quants=Q4_K_M,Q8_0"
    );
    assert_eq!(canonical("size=7-"), "size=7-");
    assert_eq!(canonical("size=-0.5"), "size=-0.5");
    assert_eq!(canonical("size=-"), "");
    assert_eq!(canonical("quants=Q8_0,Q8_0,,q8_0"), "quants=Q8_0");
    assert_eq!(read("reasoning=true").filters.reasoning, Some(true));
    assert_eq!(
        message("reasoning=maybe"),
        "reasoning=maybe: neither yes nor no; it is left out"
    );
    assert_eq!(
        message("size=9-3"),
        "size=9-3: not a range of billions of parameters (write 7-32, 7- or -32); it is left out"
    );
    assert_eq!(
        message("quants=Q4_K_M,Q9"),
        "quants=Q4_K_M,Q9: “Q9” is not known; Q4_K_M is used instead"
    );
    assert_eq!(
        message("family=Nobody"),
        "family=Nobody: there is no family “Nobody”; it is left out"
    );
    assert_eq!(
        message("license=None"),
        "license=None: there is no license “None”; it is left out"
    );
    assert_eq!(
        message("quants=Q9"),
        "quants=Q9: there is no quantization “Q9”; it is left out"
    );
}

#[test]
fn the_search_text_is_kept_as_typed() {
    assert_eq!(read("q=qwen+coder").filters.text, "qwen coder");
    assert_eq!(read("q=%20gr%C3%B6%C3%9Fe%20").filters.text, "größe");
    assert_eq!(read("q=größe").filters.text, "größe");
    assert_eq!(canonical("q=größe"), "q=gr%C3%B6%C3%9Fe");
    assert_eq!(
        canonical("q=a%26b%3Dc%2Bd%23e%25f"),
        "q=a%26b=c%2Bd%23e%25f"
    );
    assert_eq!(read("q=a%26b%3Dc%2Bd%23e%25f").filters.text, "a&b=c+d#e%f");
    assert_eq!(canonical("q=%20%20"), "");
    let (scenario, ignored) = parse(&format!("q={}", "ü".repeat(10_000)));
    assert_eq!(scenario.filters.text, "ü".repeat(Filters::MOST_TEXT));
    assert_eq!(ignored.len(), 1);
}

#[test]
fn the_order_of_the_table_is_a_column_with_an_optional_minus() {
    for column in ColumnId::sortable() {
        let name = column.name();
        assert_eq!(
            read(&format!("sort={name}")).view.listing.sort,
            Some(Sort {
                column,
                falling: false
            })
        );
        assert_eq!(
            read(&format!("sort=-{name}")).view.listing.sort,
            Some(Sort {
                column,
                falling: true
            })
        );
        assert_eq!(canonical(&format!("sort=-{name}")), format!("sort=-{name}"));
    }
    assert!(message("sort=colour").starts_with("sort=colour: not a column (model, "));
    assert!(parse("sort=--memory").0.view.listing.sort.is_none());
}

#[test]
fn a_pick_names_a_model_and_a_quantization_and_more_where_it_matters() {
    let (qwen, _) = catalog().find_model("qwen3-32b").unwrap();
    let (q4, _) = catalog().find_quantization("Q4_K_M").unwrap();
    let (q8, _) = catalog().find_cache_type("q8_0").unwrap();
    let expected = Pick {
        model: qwen,
        mode: None,
        quantization: q4,
        cache: None,
    };
    assert_eq!(read("pick=qwen3-32b:Q4_K_M").view.pick, Some(expected));
    assert_eq!(read("pick=QWEN3-32B:q4_k_m").view.pick, Some(expected));
    let full = Pick {
        mode: Some(Mode::Thinking),
        cache: Some(q8),
        ..expected
    };
    assert_eq!(
        read("pick=qwen3-32b@thinking:Q4_K_M:q8_0").view.pick,
        Some(full)
    );
    assert_eq!(
        read("pick=qwen3-32b%40thinking%3AQ4_K_M%3Aq8_0").view.pick,
        Some(full)
    );
    for text in [
        "qwen3-32b:Q4_K_M",
        "qwen3-32b@thinking:Q4_K_M",
        "qwen3-32b:Q4_K_M:q8_0",
        "gpt-oss-20b@thinking-low:MXFP4_MOE:q4_0",
    ] {
        // Colons and at signs stay as they are.
        assert_eq!(canonical(&format!("pick={text}")), format!("pick={text}"));
        assert_eq!(read(&format!("pick={text}")).view.pick, pick(text));
    }
    for (text, reason) in [
        ("qwen3-32b", "not a candidate (write model:QUANTIZATION)"),
        (":", "there is no model “”"),
        ("a:b:c:d", "not a candidate (write model:QUANTIZATION)"),
        ("qwen9:Q8_0", "there is no model “qwen9”"),
        ("qwen3-32b@:Q8_0", "there is no mode “”"),
        ("qwen3-32b@asleep:Q8_0", "there is no mode “asleep”"),
        ("qwen3-32b:Q9", "there is no quantization “Q9”"),
        ("qwen3-32b:Q8_0:q9", "there is no KV cache type “q9”"),
    ] {
        assert_eq!(
            message(&format!("pick={text}")),
            format!("pick={text}: {reason}; it is left out")
        );
    }
}
