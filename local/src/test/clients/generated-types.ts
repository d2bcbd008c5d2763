// Posts an event and creates a field with the types that openapi-typescript generates.
import createClient from 'openapi-fetch';
import type { paths } from './client';

declare const process: { env: Record<string, string | undefined> };

const name = process.env['NAME']!;
const client = createClient<paths>({
  baseUrl: process.env['PARLEY_URL']!,
  headers: { Authorization: `Bearer ${process.env['PARLEY_KEY']!}` },
});

async function main() {
  const event = await client.POST('/api/v1/events', {
    headers: { 'Content-Type': 'application/cloudevents+json' },
    body: {
      specversion: '1.0',
      id: name,
      source: '/generated',
      type: 'conversation.created',
      data: { conversation: { id: name } },
    },
  });
  if (event.data === undefined || !('result' in event.data)) {
    throw new Error(JSON.stringify(event));
  }
  const field = await client.POST('/api/v1/fields', {
    params: { header: { 'Idempotency-Key': name } },
    body: { name, key: name, type: 'choice', choices: ['small', 'large'] },
  });
  if (field.data === undefined) {
    throw new Error(JSON.stringify(field.error));
  }
  console.log(event.data.result, field.data.id);
}

void main();
