import type { EventType } from '../../api/kinds';

/**
 * The last input of the test dialog, for each trigger. It is kept only as long as the tab, since it may
 * hold data of a customer.
 */
export interface KeptTest {
  sample: Record<string, unknown>;
  replies: Record<string, unknown>;
  skipDelays: boolean;
  callExternal: boolean;
}

const key = (workflow: string, event: EventType | undefined) =>
  `parley.test.${workflow}.${event ?? ''}`;

export function keptTest(workflow: string, event: EventType | undefined): KeptTest | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key(workflow, event)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepTest(workflow: string, event: EventType | undefined, test: KeptTest): void {
  try {
    sessionStorage.setItem(key(workflow, event), JSON.stringify(test));
  } catch {
    // If the browser stores nothing, the form starts with fresh sample data next time.
  }
}

export function forgetTest(workflow: string, event: EventType | undefined): void {
  sessionStorage.removeItem(key(workflow, event));
}
