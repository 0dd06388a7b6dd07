"""Models: pure functions on numbers and arrays. They know no data, no pandas and no figures."""
