"""From what was typed to a list of articles with facets and marked snippets."""
