"""Pydantic models of the mycel contract, for the emulator and for decoding streams."""
