"""The verdict on one image: one frozen `Analysis`, made by one function."""
