// Posts an event and creates a field with the client that openapi-generator generates.
import { Configuration, EventsApi, FieldsApi } from './client';

declare const process: { env: Record<string, string | undefined> };

const name = process.env['NAME']!;
const configuration = new Configuration({
  basePath: process.env['PARLEY_URL']!,
  accessToken: process.env['PARLEY_KEY']!,
});

async function main() {
  const posted = await new EventsApi(configuration).postEvents({
    cloudEvent: {
      specversion: '1.0',
      id: name,
      source: '/generated',
      type: 'conversation.created',
      data: { conversation: { id: name } },
    },
  });
  if (!('result' in posted)) {
    throw new Error(JSON.stringify(posted));
  }
  const field = await new FieldsApi(configuration).createField({
    fieldSent: { name, key: name, type: 'choice', choices: new Set(['small', 'large']) },
    idempotencyKey: name,
  });
  console.log(posted.result, field.id);
}

void main();
