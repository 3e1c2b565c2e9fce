"""Pydantic models of the hestia contract, for the emulator and for decoding streams."""
