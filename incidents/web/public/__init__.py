"""Pages for outsiders: whoever holds a paper and wants to check it, and whoever a letter is about."""
