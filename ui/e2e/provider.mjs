// An OpenID provider in a process of its own: provider.mjs <port> <redirect address>. A person signs in
// with any name; the claims of that name are set with PUT /people/<name>.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [port, callback] = process.argv.slice(2);
const people = new Map();

const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: 'parley', client_secret: 'sample-secret', redirect_uris: [callback] }],
  claims: {
    openid: ['sub'],
    email: ['email', 'email_verified'],
    profile: ['name', 'groups'],
  },
  pkce: { required: () => true },
  cookies: { keys: ['sample-key'] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, ...people.get(id) }),
  }),
});

async function learn(request, response) {
  const chunks = await request.toArray();
  const name = decodeURIComponent(request.url.slice('/people/'.length));
  people.set(name, JSON.parse(Buffer.concat(chunks).toString()));
  response.writeHead(204).end();
}

const answer = provider.callback();
createServer((request, response) =>
  request.method === 'PUT' && request.url.startsWith('/people/')
    ? learn(request, response)
    : answer(request, response),
).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
