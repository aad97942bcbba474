"""What a victim sees and does."""
