"""MicroCoach: coach in minutes, follow up when it is due."""

__version__ = "0.1.0"
