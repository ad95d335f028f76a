"""A mail server of the tests, as far as one letter needs it, that takes letters, refuses them or breaks the line."""

import socketserver
import threading

TAKE, REFUSE, REFUSE_TEXT, BREAK = "take", "refuse", "refuse text", "break"


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 test")
        for line in self.rfile:
            word = line.decode().strip().upper()[:4]
            if word == "DATA":
                if not self.take_text():
                    return
            elif word == "RCPT" and self.server.behaviour == REFUSE:
                self.say("450 later")
            else:
                self.say("221 bye" if word == "QUIT" else "250 ok")

    def take_text(self):
        self.say("354 go on")
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        self.server.received.append(b"".join(lines).decode())
        if self.server.behaviour == BREAK:
            return False
        self.say("554 no" if self.server.behaviour == REFUSE_TEXT else "250 ok")
        return True

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """`received` are the texts of the letters it was given, whatever it then answered."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received, self.behaviour = [], TAKE

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception):
        self.shutdown()
        self.server_close()
