"""Tables that come in: CSV, a workbook of Excel, a plan of Microsoft Project; all one ``Table``.

::

    table       rows with their line, and what is wrong with them
    reading     which reader for which file
    csv_lines   text with separators      workbook   .xlsx      project    Project's XML
"""
