"""Gunicorn's settings. No access log: an address with a time is personal data, and nobody reads it here."""

import os

from portal.logs import logging_config

bind = os.environ.get("RECOURSE_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("RECOURSE_WEB_PROCESSES", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 3
keepalive = 5
max_requests = 2000
max_requests_jitter = 200
limit_request_line = 4094
limit_request_fields = 64
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - heartbeat files only
accesslog = None
errorlog = "-"
loglevel = "warning"
logconfig_dict = {
    **logging_config("WARNING"),
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
# Forwarded headers are judged by portal.proxies alone.
forwarded_allow_ips = ""
control_socket_disable = True
proc_name = "recourse-web"
