"""What an instruction is made of, in either language: its stretch of the sentence, who gave it, who has to act, by when."""
