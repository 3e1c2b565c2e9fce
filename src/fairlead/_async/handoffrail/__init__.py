"""The HandoffRail facade; import it from `fairlead.handoffrail`."""
