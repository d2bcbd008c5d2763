import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createListener } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Starts PostgreSQL, Temporal, api and worker as `./start` does for a person; ends them after. */
export default async function product() {
  if (process.env.PARLEY_E2E_URL) {
    return undefined; // already running at the address in this variable
  }
  const home = mkdtempSync(join(tmpdir(), 'parley-e2e-'));
  const peer = await outsideSystem();
  const [api, worker, database, temporal, web, login, smtp, mails] = await freePorts(8);
  const peerPort = (peer.address() as AddressInfo).port;
  mkdirSync(join(root, 'ui/target'), { recursive: true });
  const log = createWriteStream(join(root, 'ui/target/e2e-product.log'));
  const others = [
    // People sign in there with the claims that a test sets.
    await program('provider.mjs', login, `http://127.0.0.1:${api}/oidc/callback`),
    await program('mail.mjs', smtp, mails),
  ];
  const started = spawn('sh', ['./start', '--no-build'], {
    cwd: root,
    env: {
      ...process.env,
      PARLEY_HOME: home,
      PARLEY_PORT: String(api),
      PARLEY_WORKER_PORT: String(worker),
      PARLEY_DB_PORT: String(database),
      PARLEY_TEMPORAL_PORT: String(temporal),
      PARLEY_TEMPORAL_UI_PORT: String(web),
      PARLEY_FETCH_ALLOW: `127.0.0.1:${peerPort}`,
      PARLEY_PUBLIC_URL: `http://127.0.0.1:${api}`,
      PARLEY_OIDC_ISSUER: `http://localhost:${login}`,
      PARLEY_OIDC_CLIENT_ID: 'parley',
      PARLEY_OIDC_CLIENT_SECRET: 'sample-secret',
      PARLEY_OIDC_NAME: 'Sample Login',
      PARLEY_OIDC_ROLE_CLAIM: 'groups',
      PARLEY_OIDC_ROLES: 'Editors=editor;Viewers=viewer',
      PARLEY_SMTP_HOST: '127.0.0.1',
      PARLEY_SMTP_PORT: String(smtp),
      PARLEY_SMTP_FROM: 'parley@example.com',
      PARLEY_SMTP_TLS: 'none',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.stdout.pipe(log);
  started.stderr.pipe(log);
  await up(started);
  process.env.PARLEY_E2E_URL = `http://127.0.0.1:${api}`;
  process.env.PARLEY_E2E_KEY = readFileSync(join(home, 'api-key'), 'utf8').trim();
  process.env.PARLEY_E2E_PEER = `http://127.0.0.1:${peerPort}`;
  process.env.PARLEY_E2E_PROVIDER = `http://localhost:${login}`;
  process.env.PARLEY_E2E_MAILS = `http://127.0.0.1:${mails}`;
  return async () => {
    await end(started);
    await Promise.all(others.map(end));
    peer.close();
    rmSync(home, { recursive: true, force: true });
  };
}

/** Waits for the last line of `./start`, which follows a link to sign in. */
function up(started: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((ready, failed) => {
    const seen = (chunk: Buffer) => {
      said += chunk;
      if (/Sign in +http\S+/.test(said) && said.includes('Ctrl-C stops everything')) {
        ready();
      }
    };
    started.stdout?.on('data', seen);
    started.stderr?.on('data', seen);
    started.on('exit', (code) => failed(new Error(`./start ended with ${code}:\n${said}`)));
  });
}

function end(started: ChildProcess): Promise<void> {
  return new Promise((ended) => {
    if (started.exitCode !== null) {
      ended();
      return;
    }
    started.on('exit', () => ended());
    started.kill('SIGTERM');
  });
}

/** Starts a program of this folder, and waits until it says that it is ready. */
async function program(file: string, ...options: unknown[]): Promise<ChildProcess> {
  const path = join(import.meta.dirname, file);
  const started = spawn(process.execPath, [path, ...options.map(String)]);
  let said = '';
  started.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise<void>((ready, failed) => {
    started.stdout.once('data', () => ready());
    started.on('exit', (code) => failed(new Error(`${file} ended with ${code}:\n${said}`)));
  });
  return started;
}

async function freePorts(count: number): Promise<number[]> {
  const listeners = await Promise.all(
    Array.from({ length: count }, async () => {
      const listener = createListener();
      await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
      return listener;
    }),
  );
  const ports = listeners.map((listener) => (listener.address() as AddressInfo).port);
  await Promise.all(listeners.map((one) => new Promise((closed) => one.close(closed))));
  return ports;
}

/** Starts an outside system that responds with 200, or to /status/… with the status in the path. */
async function outsideSystem(): Promise<Server> {
  const server = createServer((request, response) => {
    const status = /^\/status\/(\d{3})/.exec(request.url ?? '')?.[1];
    request.resume();
    response.writeHead(Number(status ?? 200), { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ asked: request.url, tier: 'gold' }));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}
