"""English for everybody: the day first, the month as a word, a clock of 24 hours."""
