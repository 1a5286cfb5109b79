"""Shipped data: campaigns to load, and what makes the one that comes with sound."""
