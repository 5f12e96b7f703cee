"""What people do with a milestone and its window."""
