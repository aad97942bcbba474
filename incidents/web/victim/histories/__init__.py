"""Histories: exports of companies and wallets, read line by line, and the choice of what belongs to the theft."""
