"""Documents, and the generator of those that are made from code and seeds."""
