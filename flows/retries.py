"""How often a flow tries again by itself.

Enough for a database that was locked for a moment; what takes longer is tried again by the clock.
Every try is harmless, because the tables, not the flow, remember what was done.
"""

RETRIES = 2
RETRY_DELAY_SECONDS = 3
