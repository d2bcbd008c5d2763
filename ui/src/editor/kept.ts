import type { TriggerEvent } from '../graph/graph';

/** What was last entered in the test dialog, kept for next time, for each trigger. */
export interface KeptTest {
  sample: Record<string, unknown>;
  replies: Record<string, unknown>;
  skipDelays: boolean;
  callExternal: boolean;
}

const key = (workflow: string, event: TriggerEvent | undefined) =>
  `parley.test.${workflow}.${event ?? ''}`;

export function keptTest(workflow: string, event: TriggerEvent | undefined): KeptTest | undefined {
  try {
    return JSON.parse(localStorage.getItem(key(workflow, event)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepTest(workflow: string, event: TriggerEvent | undefined, test: KeptTest): void {
  try {
    localStorage.setItem(key(workflow, event), JSON.stringify(test));
  } catch {
    // Without a browser store the values are filled in anew next time.
  }
}

export function forgetTest(workflow: string, event: TriggerEvent | undefined): void {
  localStorage.removeItem(key(workflow, event));
}
