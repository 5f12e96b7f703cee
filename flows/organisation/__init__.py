"""Beyond one machine: the same flows, shared by workers around one Prefect server.

Prefect and PostgreSQL distribute the work. What is here sets them up (``setting_up``,
``deploying``), parts the work (``sharing``), and for one machine starts all of it (``parts_of``,
``supervisor``, ``postgres``).
"""
