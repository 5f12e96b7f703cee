"""The one writer, its chain of hashes, and walking it."""
