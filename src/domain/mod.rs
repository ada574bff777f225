//! What a dialogue is, and what can be worked out from it. Knows no terminal, no disk, no clock.
