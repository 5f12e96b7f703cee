"""Figures: what a report says, as frozen values, before anybody thinks of a document.

::

    structure   the values themselves
    cluster     cluster_figures     programme   programme_figures
    milestones  three dates, two judgements, the roll-up
    steps       step bar, gates, route map checklist
    life_cycle  the definition with the standing, to be drawn
    portfolio   requests, conditions, projects, documents, events
    changes     what moved since the previous report
    quality     what is unknown, estimated or made up
"""

from reports.figures.cluster import cluster_figures
from reports.figures.programme import programme_figures
from reports.figures.structure import ClusterFigures, Figures, MilestoneLine, ProgrammeFigures

__all__ = [
    "ClusterFigures",
    "Figures",
    "MilestoneLine",
    "ProgrammeFigures",
    "cluster_figures",
    "programme_figures",
]
