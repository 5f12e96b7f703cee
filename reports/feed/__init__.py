"""Calendar feeds: milestones as iCalendar (RFC 5545), per cluster and per contact."""
