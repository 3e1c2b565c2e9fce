"""The hai facade; import it from `fairlead.hai`."""
