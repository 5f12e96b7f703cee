"""Which rows of a list are meant and in which order: one rule for pages, API and command line."""
