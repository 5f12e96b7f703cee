"""How a letter comes in: a file of any usual kind becomes text, and nothing else."""
