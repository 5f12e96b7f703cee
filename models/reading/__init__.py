"""What a reader may see: one condition for rows, one for fields, and a log of who looked.

``sight`` says what somebody may see, ``condition`` says it to the database, ``looking`` reads with
it and ``log`` keeps who read what is a company's own.
"""
