"""How often a flow tries again by itself.

Enough for a database that was locked for a moment; what takes longer is tried again by the clock.
Every try is harmless, because the tables, not the flow, remember what was done.

A part tries again in its own process; whoever shares it begins another one only for what was lost
with its worker, so that tries do not multiply. What is wrong for longer comes back with the next
try of the whole, and ten minutes later (``flows.organisation.catching_up``).
"""

RETRIES = 2
RETRY_DELAY_SECONDS = 3
