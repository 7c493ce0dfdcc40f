"""Nothing typed is lost: the words of a form that was not carried out are kept, put back, and dropped when it succeeds."""
