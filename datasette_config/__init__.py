"""The catalogue: a Datasette over the published snapshot, with pages of our own."""
