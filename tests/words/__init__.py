"""Fences between words and code."""
