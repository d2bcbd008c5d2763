import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Document, type NodeKind, type TriggerEvent, triggerOf } from '../graph/graph';
import { at } from '../graph/paths';
import { ancestors } from '../graph/rules';
import { type Item, useCatalogue } from '../nodes/catalogues';
import { titleOf, viewOf } from '../nodes/kinds';
import type { Templating, Variable } from '../nodes/panel';
import { getSample, getSecretNames } from './calls';
import { useEditor, useEditorState } from './context';
import { keptTest } from './kept';
import { type PastReplies, usePastReplies } from './pastReplies';

const BASE: [string, string, string][] = [
  ['Contact', 'Name', 'contact.name'],
  ['Contact', 'Phone', 'contact.phone'],
  ['Contact', 'Email', 'contact.email'],
  ['Contact', 'ID', 'contact.id'],
  ['Message', 'Message text', 'message.text'],
  ['Message', 'Message ID', 'message.id'],
  ['Conversation', 'Last customer message', 'conversation.lastMessage.text'],
  ['Conversation', 'ID', 'conversation.id'],
  ['Conversation', 'Channel', 'conversation.channel'],
  ['Conversation', 'Status', 'conversation.status'],
  ['Conversation', 'Starred', 'conversation.starred'],
  ['Conversation', 'Labels', 'conversation.labels'],
  ['Conversation', 'Sentiment', 'conversation.sentiment'],
  ['Conversation', 'Assignee', 'conversation.assignee.name'],
  ['Event', 'Type', 'event.type'],
  ['Event', 'Time', 'event.time'],
  ['Event', 'Subject', 'event.subject'],
  ['Run', 'ID', 'execution.id'],
  ['Run', 'Workflow', 'execution.workflow'],
];

/** Sample data for a trigger, once the server knows that it is the trigger. */
export function useSample(workflowId: string, event: TriggerEvent | undefined, ready: boolean) {
  return useQuery({
    queryKey: ['sample', workflowId, event ?? ''],
    queryFn: () => getSample(workflowId),
    enabled: ready,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What templates of a node can name, with values as a test would have them. */
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
    // While it is not known what the event brings, nothing is kept from anybody.
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
    const view = viewOf(node.kind as NodeKind);
    return before.has(node.id) && view.outputs
      ? [
          {
            id: node.id,
            title: titleOf(node),
            outputs: view.outputs,
            reply: replyOf(node.kind, view.sampleReply?.(node.config as never)),
            own: 'sampleReply' in node.config && node.config.sampleReply !== undefined,
          },
        ]
      : [];
  });
}

/** A skill's reply is read under `result`. */
function replyOf(kind: NodeKind, reply: unknown): unknown {
  return kind === 'customSkill' ? { result: reply } : reply;
}

export function templateData(
  sample: unknown,
  event: TriggerEvent | undefined,
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
  event: TriggerEvent | undefined,
  sample: unknown,
): Variable[] {
  const isLabel = event === 'conversation.label_added' || event === 'conversation.label_removed';
  const paths: [string, string, string][] = [
    ...BASE,
    ...(isLabel ? [['Event', 'Label', 'event.label'] as [string, string, string]] : []),
    ...fields.map((field): [string, string, string] => [
      'Custom fields',
      field.name,
      `conversation.fields.${field.key ?? field.name}`,
    ]),
  ];
  return [
    ...calls.flatMap(stepVariables),
    ...paths.map(([group, title, path]) => ({ group, title, path, sample: at(sample, path) })),
  ];
}

const DEEPEST = 5;
const MOST_FIELDS = 60;

/** What a step gives, and all that is inside it as far as its reply is known. */
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
