"""Slow and scheduled work, written down in the transaction that wanted it and run by ``jobs``."""
