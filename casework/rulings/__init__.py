"""What officers say of a case: answers to its questions and corrections, and what follows from them at once."""
