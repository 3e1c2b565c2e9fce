"""The flavour of the Hestia facade that is awaited."""
