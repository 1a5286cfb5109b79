"""The accuracy corpus: spots, recordings and truth, built from sound in Debian packages."""
