import { existsSync } from 'node:fs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Returns the options to start the Chromium of this machine. */
export function browser() {
  const executablePath = [process.env.PARLEY_CHROMIUM ?? '', ...usual].find(
    (path) => path !== '' && existsSync(path),
  );
  if (!executablePath) {
    throw new Error(
      'No Chromium was found. Install it (Debian: apt-get install chromium), or name it: PARLEY_CHROMIUM=/path/to/chrome',
    );
  }
  return {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  };
}
