"""Pydantic models of the happy contract, for the emulator and for decoding streams."""
