//! The texts of the page as data: sentences with their figures, made of an
//! [`Evaluation`](crate::evaluate::Evaluation).

mod answer;
mod breakdown;
mod memory_methods;
mod memory_parts;
mod ties;
mod what_if;
mod worked_formulas;

pub use answer::{AnswerText, spoken_answer};
pub use breakdown::BreakdownText;
pub use memory_methods::MethodsText;
pub use memory_parts::MemoryPartText;
pub use ties::ties;
pub use what_if::WhatIfText;
pub use worked_formulas::WorkedFormulas;
