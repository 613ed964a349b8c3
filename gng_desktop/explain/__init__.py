"""Why: SHAP maps and their rendering; every method returns one `Explanation` type."""
