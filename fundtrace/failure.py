"""What a user is told when something cannot be done."""


class Failure(Exception):
    """A plain sentence: what is wrong, where, and how to mend it."""
