/** Where things are shown, for links from one room to another. */
export const addresses = {
  workflows: '/workflows',
  workflow: (id: string): string => `/workflows/${id}`,
  runsOf: (workflowId: string): string => `/workflows/${workflowId}/runs`,
  versions: (workflowId: string): string => `/workflows/${workflowId}/versions`,
  runs: '/runs',
  run: (id: string): string => `/runs/${id}`,
  conversation: (id: string): string => `/inbox/${encodeURIComponent(id)}`,
};
