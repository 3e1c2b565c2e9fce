"""The proof of the contract guard: every mutation of a catalogue, at every place of a contract where it fits.

`python -m codegen.mutations` applies them and prints how many the guard names rightly. What is right is not
asked of the guard: `oracle` makes messages of the mutated contract and reads them with the public models, and
holds what facades send against the mutated schemas with a validator.
"""
