"""How people sign in: passwords, second factors, sessions, providers, and who sits at a desk."""
