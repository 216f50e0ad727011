"""Realistic submissions of factories, carriers, property managers and guard firms to a labour office."""

NAME = "west"
