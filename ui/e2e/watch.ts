import type { Page } from '@playwright/test';

/** Response times as the browser itself measures them. */

interface Watched {
  frames: number[];
  keys: number[];
}

/** Watches frames and keys while something is done. */
export async function watched(page: Page, act: () => Promise<unknown>): Promise<Watched> {
  await page.evaluate(() => {
    const seen = { frames: [] as number[], keys: [] as number[], over: false };
    Object.assign(window, { seen });
    const frame = (at: number) => {
      seen.frames.push(at);
      if (!seen.over) {
        requestAnimationFrame(frame);
      }
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === 'keydown') {
          seen.keys.push(entry.duration);
        }
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  await act();
  return page.evaluate(async () => {
    const { seen } = window as unknown as { seen: Watched & { over: boolean } };
    // Event timing reports a key once its frame is shown.
    await new Promise((later) => setTimeout(later, 300));
    seen.over = true;
    return { frames: seen.frames, keys: seen.keys };
  });
}

/** The longest time between two frames. */
export const longestGap = (frames: number[]): number =>
  Math.max(...frames.slice(1).map((at, index) => at - (frames[index] ?? at)));

/** Adds 16 ms for each key that the browser did not report because it was quicker than that. */
export const withQuick = (keys: number[], pressed: number): number[] => [
  ...keys,
  ...new Array<number>(Math.max(0, pressed - keys.length)).fill(16),
];

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
