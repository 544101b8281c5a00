"""A receiver of callbacks with Python 3.10 or later and nothing else: verifies who sends, keeps the file, answers at once,
and takes each result once.

    CALLBACK_SECRET=... python3 receiver.py --cert cert.pem --key key.pem --port 9443 --out results

See ../README.md for a certificate and a first callback.
"""

import argparse
import base64
import hashlib
import hmac
import os
import pathlib
import ssl
import sys
import threading
import time
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST_BYTES = 100 * 1024 * 1024
# An attempt that is older was recorded and is played again by somebody else, or a clock is wrong.
MOST_SECONDS = 300


class Refusal(Exception):
    """What is not taken, with the status that says so."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def verify(headers, body, secret):
    """Standard Webhooks, over the raw bytes as they came: parsing first would verify something else."""
    message_id = headers.get("webhook-id") or ""
    timestamp = headers.get("webhook-timestamp") or ""
    if not timestamp.isascii() or not timestamp.isdigit() or abs(time.time() - int(timestamp)) > MOST_SECONDS:
        raise Refusal(401, "the timestamp is not of now")
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    signatures = (headers.get("webhook-signature") or "").encode().split(b" ")
    if not any(hmac.compare_digest(one, expected) for one in signatures):
        raise Refusal(401, "the signature is not ours")
    return message_id


def parts_of(headers, body):
    """The parts of a multipart body by name: bytes, and the file's name."""
    head = f"Content-Type: {headers['content-type']}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    parts = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        parts[name] = (part.get_payload(decode=True), part.get_filename())
    return parts


def keep_in_folder(folder):
    """Keeps files in a folder; a file is there as a whole or not at all."""

    def keep(parts):
        text = {name: value.decode() for name, (value, file_name) in parts.items() if file_name is None}
        if "file" not in parts:
            print(f"{text['status']} {text['token']}: {text['error']}. {text['detail']}", flush=True)
            return
        content, file_name = parts["file"]
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / pathlib.PurePath(file_name).name
        part = path.with_suffix(path.suffix + ".part")
        part.write_bytes(content)
        part.replace(path)
        print(f"{text['status']} {text['token']}: {path}", flush=True)

    return keep


def handler_of(secret, keep):
    """The handler of a receiver. What was kept is acknowledged and not kept again: a result comes at least once, the same
    bytes under the same webhook-id. This set forgets when the process ends; keep the ids beside your results instead."""
    kept = set()
    lock = threading.Lock()

    class Receiver(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def read_body(self):
            length = self.headers.get("content-length") or ""
            if not length.isascii() or not length.isdigit():
                raise Refusal(411, "the length is missing")
            if int(length) > MOST_BYTES:
                raise Refusal(413, "too large")
            body = self.rfile.read(int(length))
            if len(body) < int(length):
                raise Refusal(400, "the body was broken off")
            return body

        def take(self):
            body = self.read_body()
            message_id = verify(self.headers, body, secret)
            # One at a time: whoever says 200 must mean it.
            with lock:
                if message_id in kept:
                    return
                parts = parts_of(self.headers, body)
                echoed, _ = parts.get("callback_secret", (b"", None))
                if not hmac.compare_digest(echoed, secret.encode()):
                    raise Refusal(401, "the secret is not ours")
                keep(parts)
                kept.add(message_id)

        def do_POST(self):
            status = 200
            try:
                self.take()
            except Refusal as refusal:
                status = refusal.status
                print(f"refused: {refusal}", file=sys.stderr, flush=True)
            except Exception as error:
                # It is sent again later.
                status = 500
                print(f"failed: {error!r}", file=sys.stderr, flush=True)
            self.send_response(status)
            self.send_header("content-length", "0")
            self.send_header("connection", "close")
            self.end_headers()
            self.close_connection = True

        def log_message(self, format, *args):
            """Says nothing: a line of its own is printed for each result."""

    return Receiver


def main():
    parser = argparse.ArgumentParser(description="Receives callbacks and keeps their files.")
    parser.add_argument("--cert", default="cert.pem")
    parser.add_argument("--key", default="key.pem")
    parser.add_argument("--port", type=int, default=9443)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("results"))
    given = parser.parse_args()
    secret = os.environ.get("CALLBACK_SECRET")
    if not secret:
        sys.exit("Set CALLBACK_SECRET to the callback_secret of your requests.")
    server = ThreadingHTTPServer(("127.0.0.1", given.port), handler_of(secret, keep_in_folder(given.out)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(given.cert, given.key)
    # The handshake is for the thread of its connection: one that hangs must not keep the others.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(f"Listening on https://127.0.0.1:{server.server_address[1]}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
