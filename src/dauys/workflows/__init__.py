"""THE ARROWS. One file per verb: order of calls, transaction, audit and progress; no arithmetic."""
