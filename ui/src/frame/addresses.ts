/** The addresses of pages, for links from one room to another. */
export const addresses = {
  workflows: '/workflows',
  workflow: (id: string): string => `/workflows/${id}`,
  runsOf: (workflowId: string): string => `/workflows/${workflowId}/runs`,
  /** The editor, with this node selected. */
  node: (id: string, node: string): string => `/workflows/${id}?node=${encodeURIComponent(node)}`,
  versions: (workflowId: string): string => `/workflows/${workflowId}/versions`,
  runs: '/runs',
  run: (id: string): string => `/runs/${id}`,
  conversation: (id: string): string => `/inbox/${encodeURIComponent(id)}`,
};
