"""The tables of a report as data: a column per fact, a day as a day, nothing for the unknown."""

from reports.tables.table import DataTable, Value
from reports.tables.tables import tables_of

__all__ = ["DataTable", "Value", "tables_of"]
