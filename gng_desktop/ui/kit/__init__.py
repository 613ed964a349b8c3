"""Parts that the whole window shares."""
