"""The forms of the victim's pages."""
