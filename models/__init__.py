"""What is true: tables, life cycles, time, and the ledger that alone writes them."""
