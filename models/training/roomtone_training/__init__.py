"""Trains, calibrates, quantizes, exports and verifies the networks that Roomtone ships.

Every network reads a face's *expression* from a 48×48 grey crop. Nothing here says what a person feels.
Data never leaves the paths that the caller names; nothing in this package is read by the Java program.
"""
