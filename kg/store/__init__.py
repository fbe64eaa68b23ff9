"""What builds keep on disk."""
