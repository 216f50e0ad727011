"""From doubts to questions: one cause is one question, and one key answers it."""
