"""Questions of the command line."""
