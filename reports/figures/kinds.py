"""Every kind of report there is."""

from reports.figures.duty_year import DutyYearFigures
from reports.figures.holder import HolderFigures
from reports.figures.kamerbrief import KamerbriefFigures
from reports.figures.postponement import PostponementFigures
from reports.figures.structure import Figures

# Those that are made when somebody asks, and not kept as editions.
OnDemand = HolderFigures | DutyYearFigures | PostponementFigures | KamerbriefFigures
AnyFigures = Figures | OnDemand
