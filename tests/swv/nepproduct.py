"""The supervisor with real servers and tiny stand-ins for web, worker and beat: starts in a second.

Run as `python -m tests.swv.nepproduct --poort N [--sterf worker]`.
"""

import sys
from pathlib import Path

from swv.deploy import supervisor
from swv.deploy.processen import schrijf_uit

WEB = """
import http.server, sys
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b'{"versie": "nep"}')
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), H).serve_forever()
"""
WACHT = "import threading; threading.Event().wait()"
STERF = "print('ik kan niet verder'); raise SystemExit(3)"


class Neploop(supervisor.Loop):
    """Only what the children do differs from the product."""

    sterf = ""

    def _richt_in(self) -> None:
        schrijf_uit(f"database {self.servers.database_url}")

    def _opdrachten(self) -> dict[str, list[str]]:
        python = [sys.executable, "-c"]
        opdrachten = {
            "web": [*python, WEB, str(self.poort)],
            "worker": [*python, WACHT, str(Path(self.data))],
            "beat": [*python, WACHT, str(Path(self.data))],
        }
        if self.sterf:
            opdrachten[self.sterf] = [*python, STERF]
        return opdrachten


def main(argumenten: list[str]) -> int:
    if "--sterf" in argumenten:
        plek = argumenten.index("--sterf")
        Neploop.sterf = argumenten[plek + 1]
        argumenten = argumenten[:plek] + argumenten[plek + 2 :]
    supervisor.Loop = Neploop
    return supervisor.main(argumenten)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
