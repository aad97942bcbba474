"""How pages write dates and times, by language, where Django's own way is not clear enough."""
