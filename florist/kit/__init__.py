"""Leaf code that knows only Python: money, clock, phone, words."""
