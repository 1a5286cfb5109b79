"""Measures the ear: what it finds, what it misses, and how fast it is."""
