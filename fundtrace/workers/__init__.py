"""Past one machine: a source's run is a task, what it brings is a bundle, one collector merges bundles."""
