"""The pages of Mijlpaal: one module per page, one template each, and no script in any of them.

What a page shows are the figures of the reports, read with the sight of its reader; what it changes
goes through the same functions of the ledger as the command line.
"""
