"""The pure core: decisions that need no IO, written once and shared by both flavours of every facade."""
