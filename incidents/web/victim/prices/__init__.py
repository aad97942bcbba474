"""Forced trades: what the coins were usually worth, asked once a market."""
