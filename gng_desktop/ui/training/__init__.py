"""The Training tab: data, recipe, runs; widgets only, what they show comes from rooms below."""
