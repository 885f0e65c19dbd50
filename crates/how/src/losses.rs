//! The quality that each quantization takes from models of some sizes, as a table.

use crate::table::{Table, code};
use headroom_core::catalog::Catalog;
use headroom_core::quality;

/// Sizes for which the loss is worked out, in billions of parameters.
const SIZES: [u8; 6] = [1, 3, 8, 14, 32, 70];

/// A table of measured types by sizes, in points of the index.
pub(crate) fn table(catalog: &Catalog) -> String {
    let heads = SIZES.map(|size| format!("{size}B"));
    let mut columns = vec!["Type"];
    columns.extend(heads.iter().map(String::as_str));
    let caption = "Points of the index lost, by type and size of the model";
    let mut table = Table::new("Loss in points", "", caption, &columns);
    for row in &catalog.quantizations {
        let Some(constant) = row.loss.filter(|loss| *loss > 0.0) else {
            continue;
        };
        let cells = SIZES.map(|size| {
            let loss = quality::loss(&catalog.loss, f64::from(size), constant);
            let class = if quality::is_broken(&catalog.loss, loss) {
                " class=\"broken\""
            } else {
                ""
            };
            format!("<td{class}>{loss:.1}</td>")
        });
        table.row(&code(&row.id), &cells);
    }
    table.finish()
}
