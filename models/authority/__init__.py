"""Who may: roles against acts, and two people where the law of the house asks for them."""
