//! Estimates and frontiers on the command line.
