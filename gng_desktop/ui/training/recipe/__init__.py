"""The page Recipe."""
