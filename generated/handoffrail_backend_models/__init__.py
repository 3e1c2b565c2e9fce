"""Pydantic models of the handoffrail contract, for the emulator and for decoding streams."""
