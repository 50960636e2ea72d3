"""Questions to the snapshot: plain functions from a connection to typed records."""
