"""What commands show: lines, tables and JSON; on a terminal with colour, piped without."""
