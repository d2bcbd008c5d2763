import type { TriggerEvent } from '../graph/graph';

/**
 * What was last entered in the test dialog, for each trigger: kept as long as the tab, since it may
 * be what a customer once wrote.
 */
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
    return JSON.parse(sessionStorage.getItem(key(workflow, event)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepTest(workflow: string, event: TriggerEvent | undefined, test: KeptTest): void {
  try {
    sessionStorage.setItem(key(workflow, event), JSON.stringify(test));
  } catch {
    // Without a browser store the values are filled in anew next time.
  }
}

export function forgetTest(workflow: string, event: TriggerEvent | undefined): void {
  sessionStorage.removeItem(key(workflow, event));
}
