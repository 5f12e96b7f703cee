"""When it runs: thin Prefect flows, the one schedule, the clock of the embedded mode.

Importing this package, its schedule or its plain functions (``flows.work``) costs no Prefect;
only the modules that define a flow import it.
"""
