"""The API against its own document: ``make api-fuzz`` and ``make api-lint``."""
