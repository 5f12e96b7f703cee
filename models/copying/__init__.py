"""Moving a whole database into an empty PostgreSQL database, so that it is there whole or not."""
