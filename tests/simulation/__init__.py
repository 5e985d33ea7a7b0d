"""Years of reminders in seconds, held against a second opinion."""
