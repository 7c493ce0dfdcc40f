"""Who is named in a sentence: bodies of the register in every way they are called, and bodies that it lacks."""
