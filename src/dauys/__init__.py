"""Dauys: every airing found, every figure open to its rows, every row to the second of tape."""

__version__ = "0.1.0"
