"""Shipped data: the definitions of the figures, a YAML file for each subject."""
