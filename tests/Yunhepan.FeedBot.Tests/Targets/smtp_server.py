"""A mail server for tests: the SMTP of aiosmtpd (Debian: python3-aiosmtpd) on a free port of loopback.

smtp_server.py FOLDER [notls] [auth]   keeps each mail as FOLDER/0001.eml before it answers, and writes what broke the rules to
FOLDER/violations. The first line of its output is the port. Each line of its input is an answer to one of the next mails and is
confirmed by a line: "MAIL|RCPT|DATA ANSWER", "CLOSE" (before the mail is kept) or "KEEP" (after it), both without an answer.
"""
import asyncio
import logging
import os
import ssl
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

folder, how = sys.argv[1], sys.argv[2:]
logging.getLogger('mail.log').setLevel(logging.CRITICAL)


def violate(words):
    with open(os.path.join(folder, 'violations'), 'a') as file:
        file.write(words + '\n')


class Handler:
    def __init__(self):
        self.faults, self.gone, self.count = [], set(), 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.fault = self.faults.pop(0) if self.faults else ''
        if session.ssl is None and 'notls' not in how:
            violate('a mail without TLS')
        if envelope.fault.startswith('MAIL '):
            return envelope.fault[5:]
        envelope.mail_from = address
        return '250 2.1.0 OK'

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.gone:
            violate('a mail to a mailbox that does not exist')
        if envelope.fault.startswith('RCPT '):
            if envelope.fault.startswith('RCPT 550 5.1.1'):
                self.gone.add(address)
            return envelope.fault[5:].replace('ADDRESS', '<%s>' % address)
        envelope.rcpt_tos.append(address)
        return '250 2.1.5 OK'

    async def handle_DATA(self, server, session, envelope):
        if envelope.fault.startswith('DATA '):
            return envelope.fault[5:]
        if envelope.fault == 'CLOSE':
            server.transport.abort()
            return '451 4.3.0 closed'
        if len(envelope.rcpt_tos) != 1:
            violate('%d recipients' % len(envelope.rcpt_tos))
        if not envelope.content.isascii() or b'\r' in envelope.content.replace(b'\r\n', b''):
            violate('no mail of ASCII in lines')
        self.count += 1
        path = os.path.join(folder, '%04d.eml' % self.count)
        with open(path + '.part', 'wb') as file:
            file.write(envelope.content)
        os.rename(path + '.part', path)
        if envelope.fault == 'KEEP':
            server.transport.abort()
        return '250 2.0.0 Queued'


def authenticate(server, session, envelope, mechanism, data):
    is_known = isinstance(data, LoginPassword) and (data.login, data.password) == (b'feedbot', b'quiet words')
    return AuthResult(success=is_known, handled=False)


def listen_to_orders(handler):
    for line in sys.stdin:
        handler.faults.append(line.rstrip('\n'))
        print('ok', flush=True)
    os._exit(0)


async def main():
    handler, tls = Handler(), None
    if 'notls' not in how:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(os.path.join(folder, 'certificate.pem'), os.path.join(folder, 'key.pem'))
    arguments = {'tls_context': tls, 'require_starttls': tls is not None, 'ident': 'mail.example ESMTP'}
    if 'auth' in how:
        arguments.update(authenticator=authenticate, auth_required=True)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler, **arguments), '127.0.0.1', 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    threading.Thread(target=listen_to_orders, args=(handler,), daemon=True).start()
    await server.serve_forever()


asyncio.run(main())
