"""What the programme starts from: letters as data, life cycles, calendars, and their one loader."""
