import type { Page } from '@playwright/test';

/** Returns the bytes that the page received during an action, as compressed in transit, by path. */
export async function transferred(
  page: Page,
  go: () => Promise<unknown>,
): Promise<Map<string, number>> {
  const session = await page.context().newCDPSession(page);
  const addresses = new Map<string, string>();
  const sizes = new Map<string, number>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', (event) =>
    addresses.set(event.requestId, new URL(event.response.url).pathname),
  );
  session.on('Network.loadingFinished', (event) =>
    sizes.set(addresses.get(event.requestId) ?? '', event.encodedDataLength),
  );
  await go();
  await page.waitForLoadState('networkidle');
  return sizes;
}

export const sum = (sizes: Map<string, number>) =>
  [...sizes.values()].reduce((all, one) => all + one, 0);
