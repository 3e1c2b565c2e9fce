"""The hand-written, asynchronous source of the facades. `fairlead._sync` is generated from it."""
