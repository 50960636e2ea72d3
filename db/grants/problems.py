"""What is wrong with a funder's file or with a file of decisions."""


class RegisterFileError(Exception):
    """A plain sentence: which file, where, what, how to mend it. Nothing was stored."""
