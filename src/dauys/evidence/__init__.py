"""EDGE. The content-addressed vault and the public ledger: what arrived, what was done, nothing half."""
