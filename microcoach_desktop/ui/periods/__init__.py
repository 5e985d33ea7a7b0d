"""Time off, peak windows and milestones."""
