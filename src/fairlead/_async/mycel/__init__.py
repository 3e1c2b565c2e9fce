"""The Mycel facade; import it from `fairlead.mycel`."""
