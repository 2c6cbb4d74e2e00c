"""The benches measure right and tell what they measured; how fast anything is, is never asserted."""
