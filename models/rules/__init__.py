"""What binds: windows and their status, anchors, ladders of reminders, when not to disturb."""
