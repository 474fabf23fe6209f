"""Places where tactics run: the environment protocol and its implementations."""
