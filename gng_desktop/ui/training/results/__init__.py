"""The page Results: the runs, and what is done with them."""
