//! A scenario becomes candidates, their figures and their order.

mod axes;
mod candidates;
mod columns;
mod every_number;
