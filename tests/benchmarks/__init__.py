"""Measurements, not tests: ``make bench``. Ratios within one run; the machine's mood cancels out."""
