"""Programs that the window rows start: each prints a line when it has painted, and then what it measured."""
