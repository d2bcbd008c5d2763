import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EventType } from '../../api/kinds';
import { events } from '../../generated/events';
import { kinds, variables } from '../../generated/kinds';
import { type Document, type GraphNode, triggerOf } from '../../graph/graph';
import { at } from '../../graph/paths';
import { ancestors } from '../../graph/rules';
import { type Item, useCatalogue } from '../../nodes/catalogues';
import type { Templating, Variable } from '../../nodes/panel';
import { titleOf } from '../../nodes/titles';
import { getSample, getSecretNames } from '../document/calls';
import { useEditor, useEditorState } from '../document/context';
import { keptTest } from './kept';
import { type PastReplies, usePastReplies } from './pastReplies';

/** Sample data for a trigger, once the server knows that it is the trigger. */
export function useSample(workflowId: string, event: EventType | undefined, ready: boolean) {
  return useQuery({
    queryKey: ['sample', workflowId, event ?? ''],
    queryFn: () => getSample(workflowId),
    enabled: ready,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Returns the variables and secrets that templates of a node can use, with sample values. */
export function useVariables(nodeId: string): Templating {
  const { workflowId } = useEditor();
  const kept = useEditorState((state) => state.kept === 'kept');
  const event = useEditorState((state) => triggerOf(state.document)?.config.event);
  // As text, so that a letter typed elsewhere changes nothing here.
  const calls = useEditorState((state) => JSON.stringify(callsBefore(state.document, nodeId)));
  const fetched = useSample(workflowId, event, kept).data;
  const past = usePastReplies(workflowId);
  const fields = useCatalogue('fields');
  const secrets = useQuery({ queryKey: ['secret-names'], queryFn: getSecretNames }).data;
  return useMemo(() => {
    const before = (JSON.parse(calls) as CallBefore[]).map((call) => withPast(call, past));
    const sample = templateData(keptTest(workflowId, event)?.sample ?? fetched, event, before);
    // Until the sample is fetched, all variables are offered: the event may have a message.
    const hasMessage = fetched === undefined || fetched.message !== undefined;
    return {
      variables: variablesOf(before, fields ?? [], event, sample).filter(
        ({ path }) => hasMessage || !path.startsWith('message.'),
      ),
      secrets: secrets ?? [],
    };
  }, [workflowId, fetched, fields, secrets, event, calls, past]);
}

interface CallBefore {
  id: string;
  title: string;
  outputs: string[];
  reply: unknown;
  /** The author wrote the reply, so it says more than what a test once used in its place. */
  own: boolean;
}

function withPast(call: CallBefore, past: PastReplies | undefined): CallBefore {
  const reply = past?.real[call.id] ?? (call.own ? undefined : past?.tested[call.id]);
  return reply === undefined ? call : { ...call, reply };
}

function callsBefore(document: Document, nodeId: string): CallBefore[] {
  const before = ancestors(document, nodeId);
  return Object.values(document.nodes).flatMap((node) => {
    const { outputs } = kinds[node.kind];
    return before.has(node.id) && outputs
      ? [
          {
            id: node.id,
            title: titleOf(node),
            outputs,
            reply: sampleOf(node),
            own: ownSample(node) !== undefined,
          },
        ]
      : [];
  });
}

/** The reply of a call in a test: the sample of its kind and, over it, what its author wrote. */
export function sampleOf(node: GraphNode): Record<string, unknown> | undefined {
  const { sample } = kinds[node.kind];
  return sample && { ...sample, ...ownSample(node) };
}

/** A skill's reply is read under `result`. */
function ownSample({ kind, config }: GraphNode): Record<string, unknown> | undefined {
  if (kind === 'customSkill') {
    return config.sampleReply === undefined ? undefined : { result: config.sampleReply };
  }
  return kind === 'fetch' ? config.sampleReply : undefined;
}

export function templateData(
  sample: unknown,
  event: EventType | undefined,
  calls: CallBefore[],
): unknown {
  const { conversation, message, label } = (sample ?? {}) as Record<string, unknown>;
  const { contact, ...others } = (conversation ?? {}) as Record<string, unknown>;
  return {
    conversation: others,
    contact: contact ?? {},
    message: message ?? {},
    event: { type: event, ...(label === undefined ? {} : { label }) },
    execution: { mode: 'test' },
    steps: Object.fromEntries(calls.map(({ id, reply }) => [id, reply])),
  };
}

function variablesOf(
  calls: CallBefore[],
  fields: Item[],
  event: EventType | undefined,
  sample: unknown,
): Variable[] {
  const isLabel = event !== undefined && events[event].aboutLabel;
  const paths = [
    ...variables.filter(({ ofLabels }) => isLabel || !ofLabels),
    ...fields.map((field) => ({
      group: 'Custom fields',
      title: field.name,
      path: `conversation.fields.${field.key ?? field.name}`,
    })),
  ];
  return [
    ...calls.flatMap(stepVariables),
    ...paths.map(({ group, title, path }) => ({ group, title, path, sample: at(sample, path) })),
  ];
}

const DEEPEST = 5;
const MOST_FIELDS = 60;

/** Returns the outputs of a step and, as far as its reply is known, the values inside them. */
function stepVariables({ id, title: group, outputs, reply }: CallBefore): Variable[] {
  const found: Variable[] = [];
  const add = (title: string, path: string, sample: unknown, depth: number) => {
    if (found.length >= MOST_FIELDS) {
      return;
    }
    found.push({ group, title, path, sample });
    if (depth < DEEPEST) {
      for (const [name, value] of inside(sample)) {
        add(title + name, path + name, value, depth + 1);
      }
    }
  };
  for (const name of outputs) {
    add(name, `steps.${id}.${name}`, at(reply, name), 1);
  }
  return found;
}

/** The members of a value, by what has to be written to reach them. */
function inside(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) {
    return value.length > 0 ? [['[0]', value[0]]] : [];
  }
  return value !== null && typeof value === 'object'
    ? Object.entries(value).map(([name, held]) => [
        /^[A-Za-z_][\w-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`,
        held,
      ])
    : [];
}
