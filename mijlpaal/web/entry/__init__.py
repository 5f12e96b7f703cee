"""The door: who comes in, as whom, and what they may do; every route passes it.

``reader`` is who looks, ``door`` lets them through to a route, ``matrix`` says which role may do
what, ``login`` and ``provider`` establish who somebody is, ``eyes`` reads with what they may see.
"""
