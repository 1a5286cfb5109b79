"""The rehearsal campaign: invented outlets, contestants and spots, with truth about every airing."""
