"""Recognition engines behind one port, and the models they load."""
