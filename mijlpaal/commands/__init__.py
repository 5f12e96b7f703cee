"""The commands, a module per idea; each imports what it needs when it runs, not when it is read."""
