import { IconWorldWww } from '@tabler/icons-react';
import type { Configs } from '../graph/graph';
import type { KindView } from './view';

export const fetchNode: KindView<'fetch'> = {
  title: 'Fetch API',
  category: 'Integration',
  help: 'Call an external service.',
  keywords: 'http api webhook request url integration rest',
  icon: IconWorldWww,
  colour: 'lime',
  defaults: () => ({ method: 'GET', url: '', headers: [] }),
  summary: ({ method, url }) => (url ? `${method} ${shortUrl(url)}` : 'Enter the request URL'),
  outputs: ['status', 'headers', 'body'],
  sampleReply: (config: Configs['fetch']) => ({
    status: 200,
    headers: {},
    body: {},
    ...config.sampleReply,
  }),
};

function shortUrl(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
