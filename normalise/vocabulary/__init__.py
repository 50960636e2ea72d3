"""Word lists as TOML data."""
