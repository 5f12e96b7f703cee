"""How people are told: what is due, who must hear of it, the message, and its delivery.

``deadlines`` decides who is owed what, ``planning`` makes one message per person per day of it,
``outbox`` and ``delivery`` bring it away over a channel, ``log`` answers who was told what.
"""
