"""Fit and evaluate: recipes, runs, metrics."""
