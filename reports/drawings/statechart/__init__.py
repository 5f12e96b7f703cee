"""A statechart as a picture and as a table, its present configuration marked.

The way of a chart to its picture, each step pure::

    wording    what is said of states, events and conditions
    arrows     what is drawn as an arrow, and in which box it runs
    measuring  boxes from the inside out (boxes, blocks, ends and slots are its means)
    layout     every box, line and text in its place
    picture    the SVG; legend and telling add the key and the description
    table      the same content as rows
    kept       both for a life cycle, made once per place in it
"""

from reports.drawings.statechart.picture import draw_statechart
from reports.drawings.statechart.table import ChartTable, table_of

__all__ = ["ChartTable", "draw_statechart", "table_of"]
