//! The position matrix on screen: where the cursor is, what part is shown. (To be laid.)

/// The matrix and its cursor.
#[derive(Debug, Default)]
pub struct MatrixScreen {}
