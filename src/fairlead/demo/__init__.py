"""The guided tour: each backend's quickstart, run for real against the local emulator.

Each module of this package without a leading underscore is the tour of one backend: its function `run(tour)`
walks through the public facade and tells what the server answered.
"""
