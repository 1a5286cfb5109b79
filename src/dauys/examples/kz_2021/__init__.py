"""The session of 8 January 2021: real totals, parties and debates; rows by party, outlet and day made up, equally."""
