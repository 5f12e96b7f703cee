"""How a subject moves: charts, steps, what states ask for, versions."""
