"""What follows from what (domain section 6): pure figures over a situation, nothing stored."""
