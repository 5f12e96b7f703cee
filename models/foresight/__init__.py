"""What may follow, around the pure figures of consequences: situation, edges, scenarios."""
