"""Keeping what was gathered, and removing what must go: forget, backup, restore, doctor."""
