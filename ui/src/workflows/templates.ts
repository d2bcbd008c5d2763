import type { Graph } from '../api/types';

/** A workflow to begin with. Its graph is fetched when it is chosen. */
export interface Template {
  name: string;
  description: string;
  graph: () => Promise<Graph>;
}

const graphOf = (loaded: Promise<{ default: unknown }>) => loaded.then((it) => it.default as Graph);

// The very graphs that the interpreter's tests run.
export const templates: Template[] = [
  {
    name: 'Auto-assign by channel',
    description: 'Routes WhatsApp conversations to a specialist and all others to an AI persona.',
    graph: () => graphOf(import('@examples/auto-assign-by-channel.json')),
  },
  {
    name: 'Delayed follow-up',
    description: 'Welcomes a new conversation and checks in after an hour if it is still open.',
    graph: () => graphOf(import('@examples/delayed-follow-up.json')),
  },
  {
    name: 'Smart labeling and escalation',
    description: 'Detects urgent messages and brings them to a senior agent.',
    graph: () => graphOf(import('@examples/smart-labeling-and-escalation.json')),
  },
  {
    name: 'Notify an external system',
    description: 'Sends the conversation to a webhook when it is resolved.',
    graph: () => graphOf(import('@examples/notify-an-external-system.json')),
  },
];
