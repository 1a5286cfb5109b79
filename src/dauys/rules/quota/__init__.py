"""Quotas: rows → cells → what each got beside what it is due."""
