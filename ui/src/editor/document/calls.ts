import { answer, answerWithTag, client } from '../../api/client';
import type { Execution, Page, Schemas, Workflow } from '../../api/types';
import type { Graph } from '../../graph/graph';
import type { Preview } from '../../nodes/panel';

export type Version = Omit<Schemas['Version'], 'graph'>;
export type Saved = Schemas['SavedVersion'];

const at = (id: string) => ({ path: { id } });
const ifMatch = (revision: number) => ({ 'If-Match': `"${revision}"` });

export const putWorkingCopy = (id: string, graph: Graph, revision: number, keepalive = false) =>
  answer(
    client.PUT('/workflows/{id}/working-copy', {
      params: { ...at(id), header: ifMatch(revision) },
      body: { graph: graph },
      // A page that is closed may send this much after it is gone, and no more.
      keepalive: keepalive && JSON.stringify(graph).length < 60_000,
    }),
  );

export const clearWorkingCopy = (id: string, revision: number) =>
  answer(
    client.DELETE('/workflows/{id}/working-copy', {
      params: { ...at(id), header: ifMatch(revision) },
    }),
  );

export const saveVersion = (id: string, graph: Graph, revision: number, note: string) =>
  answer<Saved>(
    client.POST('/workflows/{id}/versions', {
      params: { ...at(id), header: ifMatch(revision) },
      body: { graph: graph, note },
    }),
  );

export const publishGraph = (id: string, graph: Graph, revision: number, note: string) =>
  answer<Saved>(
    client.POST('/workflows/{id}/publish', {
      params: { ...at(id), header: ifMatch(revision) },
      body: { graph: graph, note },
    }),
  );

export const publishVersion = (id: string, version: number, note: string) =>
  answer<Saved>(
    client.POST('/workflows/{id}/publish', { params: at(id), body: { version, note } }),
  );

export const moveWorkflow = async (id: string, to: 'pause' | 'resume') =>
  (await answerWithTag<Workflow>(client.POST(`/workflows/{id}/${to}`, { params: at(id) }))).body;

export const cancelRuns = (workflowId: string) =>
  answer<unknown>(client.POST('/executions/cancel', { body: { workflowId } }));

export const getVersions = async (id: string) => {
  const items: Version[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Version> = await answer(
      client.GET('/workflows/{id}/versions', {
        params: {
          ...at(id),
          query: { limit: 200, cursor },
        },
      }),
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < 2_000);
  return items;
};

/** One version, which is answered with its graph. */
export const getVersion = async (id: string, number: number) => {
  const { graph, ...version } = await answer(
    client.GET('/workflows/{id}/versions/{number}', { params: { path: { id, number } } }),
  );
  if (!graph) {
    throw new Error(`version ${number}: no graph`);
  }
  return { ...version, graph };
};

export const getSample = (id: string) =>
  answer<Record<string, unknown>>(client.GET('/workflows/{id}/sample', { params: at(id) }));

export interface PreviewWanted {
  graph: Graph;
  nodeId: string;
  pointer: string;
  sample: unknown;
  /** The outputs of earlier nodes, by node id. */
  steps: Record<string, unknown>;
}

/** Renders one text of a node with the engine that steps use. */
export const previewText = (id: string, wanted: PreviewWanted) =>
  answer<Preview>(
    client.POST('/workflows/{id}/preview', {
      params: at(id),
      body: {
        ...wanted,
        graph: wanted.graph,
        sample: wanted.sample as Schemas['NewPreview']['sample'],
      },
    }),
  );

export interface TestRun {
  graph: Graph;
  sample: unknown;
  replies: Record<string, unknown>;
  skipDelays: boolean;
  callExternal: boolean;
}

export const runTest = (id: string, test: TestRun) =>
  answer<{ executionId: string }>(
    client.POST('/workflows/{id}/test', {
      params: at(id),
      body: {
        ...test,
        graph: test.graph,
        sample: test.sample as Schemas['TestRun']['sample'],
      },
    }),
  );

export const getPastRuns = (workflowId: string) =>
  answer<Page<Execution>>(
    client.GET('/executions', { params: { query: { workflowId, limit: 30 } } }),
  );

export const getRun = (id: string) =>
  answer<Execution>(client.GET('/executions/{id}', { params: at(id) }));

export const getSecretNames = async () =>
  (await answer<Page<{ name: string }>>(client.GET('/secrets'))).items.map((item) => item.name);
