"""Tells people what they asked to be told: digests of news, and sources that broke or healed."""
