"""Who had to file and what was filed, for the kind `filing`."""
