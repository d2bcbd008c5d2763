// A mail server in a process of its own: mail.mjs <SMTP port> <HTTP port>. GET /<address> returns the
// messages that were sent to an address.
import { createServer } from 'node:http';
import { SMTPServer } from 'smtp-server';

const [smtp, http] = process.argv.slice(2);
const messages = [];

async function receive(stream, { envelope }, done) {
  const text = Buffer.concat(await stream.toArray()).toString();
  messages.push({ to: envelope.rcptTo.map(({ address }) => address), text });
  done();
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: receive,
});

server.listen(Number(smtp), '127.0.0.1', () =>
  createServer((request, response) => {
    const address = decodeURIComponent(request.url.slice(1));
    const found = messages.filter(({ to }) => to.includes(address)).map(({ text }) => text);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(found));
  }).listen(Number(http), '127.0.0.1', () => process.stdout.write('ready\n')),
);
