"""Functions held for a period: who takes over, who is away, who knows."""
