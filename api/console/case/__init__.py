"""The page of one case: questions, pages, letter.

``questions.py``, ``pages.py`` and ``letter.py`` say what their pane shows (``pane``) and have no routes; ``page.py``
puts them together and answers an act with the panes anew. Modules with the acts' routes import ``page.py``, never the
other way round.
"""
