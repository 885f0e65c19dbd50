//! The Pareto frontier, and how likely a candidate is on it.

mod likelihood;
mod three_objectives;
mod two_objectives;
