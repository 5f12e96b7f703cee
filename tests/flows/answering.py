"""A stand-in for the Prefect server: it answers the health question and ends with its parent."""

import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer

from flows import serving


class Healthy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.end_headers()
        self.wfile.write(b"true")


def main() -> None:
    port = int(sys.argv[sys.argv.index("--port") + 1])
    threading.Thread(target=serving._end_with_parent, daemon=True).start()
    HTTPServer(("127.0.0.1", port), Healthy).serve_forever()


if __name__ == "__main__":
    main()
