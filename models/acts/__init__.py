"""Acts as data: commands, proposals, mandates, and mending what was recorded."""
