"""Sign-in and sign-out, a forgotten password, invitations. Sessions themselves are in `app.web.session`."""
