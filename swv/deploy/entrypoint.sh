#!/bin/sh
# What one container runs: web, worker, beat, migreer, or any manage.py command.
set -eu

case "${1:-web}" in
  web)
    exec gunicorn swv.wsgi --bind 0.0.0.0:8000 --workers "${WEB_WORKERS:-2}" --graceful-timeout 20 \
      --no-control-socket --worker-tmp-dir /dev/shm
    ;;
  worker)
    exec celery -A swv worker --concurrency "${WORKER_CONCURRENCY:-2}" --loglevel INFO
    ;;
  beat)
    exec celery -A swv beat --schedule /tmp/beat --pidfile "" --loglevel WARNING
    ;;
  migreer)
    exec python manage.py inrichten --swv "${SWV_PROFIEL:-vo2001}" --leeg
    ;;
  *)
    exec python manage.py "$@"
    ;;
esac
