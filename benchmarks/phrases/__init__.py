"""How many date phrases are read right: ours and a general date library, on the same file."""
