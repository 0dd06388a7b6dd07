"""Keeping the data in shape: what they rest on, how a record looks and where it is used, the one way of writing a table."""
