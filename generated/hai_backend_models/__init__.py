"""Pydantic models of the hai contract, for the emulator and for decoding streams."""
