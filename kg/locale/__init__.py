"""The Chinese of all that kg says, and what keeps it whole."""
