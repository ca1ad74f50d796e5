"""The web process: sockets and long polls are async here, REST and pages run in WSGI threads.

Under ASGI Django starts a thread per request; a fixed pool of WSGI threads answers a POST faster
and keeps its database connections.
"""

from safety_net.wsgi import application as pages  # isort: skip  (it loads Django first)

from safety_net.core.live.entrance import entrance

application = entrance(pages)
