"""The nouns: frozen dataclasses, enums, intervals, ids and the error tree; standard library only."""
