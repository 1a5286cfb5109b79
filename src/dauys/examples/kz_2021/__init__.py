"""The session of 8 January 2021: totals as reported; rows by party, outlet and day made up, equally."""
