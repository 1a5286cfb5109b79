"""EDGE. The content-addressed vault and the public ledger: what arrived and what was done, whole or not at all."""
