"""The grant register: files that funders have, the rows they become, their articles and their coverage."""
