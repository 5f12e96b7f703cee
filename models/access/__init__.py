"""Who gets in: accounts, login links, sessions, tokens, and what an account may do and see."""
