"""What the commands of ``shouli`` do, by noun; :mod:`pipeline.__main__` reads their arguments."""
