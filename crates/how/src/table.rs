//! Tables of How it works, as markup.

use headroom_core::chart::markup::escaped;

/// A table in a frame that scrolls sideways where it is too wide, for the keyboard too.
pub(crate) struct Table {
    html: String,
}

impl Table {
    /// A table that screen readers call `name`, with the class `class` beside that of all tables
    /// of the view.
    pub(crate) fn new(name: &str, class: &str, caption: &str, columns: &[&str]) -> Self {
        let heads: String = columns
            .iter()
            .map(|column| format!(r#"<th scope="col">{}</th>"#, escaped(column)))
            .collect();
        let caption = if caption.is_empty() {
            String::new()
        } else {
            format!("<caption>{}</caption>", escaped(caption))
        };
        let class = format!("how-table {class}");
        Self {
            html: format!(
                "<div class=\"table-frame\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\
                 <table class=\"{}\">{caption}<thead><tr>{heads}</tr></thead><tbody>",
                escaped(name),
                class.trim_end(),
            ),
        }
    }

    /// A row of a head and cells, which are markup: [`code`], [`figure`], [`words`].
    pub(crate) fn row(&mut self, head: &str, cells: &[String]) {
        self.html += &format!(r#"<tr><th scope="row">{head}</th>{}</tr>"#, cells.concat());
    }

    /// The markup.
    pub(crate) fn finish(self) -> String {
        self.html + "</tbody></table></div>"
    }
}

/// A name as programs write it.
pub(crate) fn code(name: &str) -> String {
    format!("<code>{}</code>", escaped(name))
}

/// A cell with a figure.
pub(crate) fn figure(text: &str) -> String {
    format!("<td>{}</td>", escaped(text))
}

/// A cell with words, which may take several lines.
pub(crate) fn words(text: &str) -> String {
    format!(r#"<td class="text">{}</td>"#, escaped(text))
}
