"""Sound as broadcasters and loggers store it → mono samples at 8,000 Hz."""
