"""How it is shown: figures computed from the state, and documents made of figures only.

::

    state, history   reading (the only modules here that ask the database, with figures.steps)
    figures/         what a report says, as frozen values without a language
    words, spelling  the words, days and amounts in which it is said
    html, text, as_json, drawings/   documents from figures
    overview         the programme on one terminal page
    publishing       editions, files, what changed
"""
