"""Shipped data: law as dated, cited YAML, a folder for each rule book: `rules.yaml` and `cases.yaml`."""
