"""The four comparisons of `same_terms`: price, value, refusal, order."""
