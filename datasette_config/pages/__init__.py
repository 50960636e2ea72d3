"""The pages: one module a group, each a function from a visit to a response."""
