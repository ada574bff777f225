//! (being laid)

pub mod text;
