"""Crawls when it is due: slots in time, a process a run, a log that says what became of each slot."""
