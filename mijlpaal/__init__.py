"""The faces of Mijlpaal: the command line (and, later, web pages and the REST API)."""
