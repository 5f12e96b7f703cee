"""Years of days on a virtual clock, by a seed: the real code, interleaved and made to fail."""
