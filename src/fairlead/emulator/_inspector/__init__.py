"""The inspector: a page that shows what emulators see, and lets a person act.

It is a web server of its own, in threads of its own, and knows emulators only by what `Emulator` offers to
anybody. So nothing of it is in a backend's OpenAPI document or among its requests, and no fault touches it.
"""
