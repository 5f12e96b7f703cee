"""The database: transactions, statements on the driver, the schema, a subject as its row."""
