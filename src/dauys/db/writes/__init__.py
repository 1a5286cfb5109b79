"""The only writes. Each is one transaction with its history; called by workflows alone."""
