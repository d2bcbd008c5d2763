import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Schemas } from './types';

/** The settings of AI Extraction. The API key can be written but not read. */
export type ModelSettings = Schemas['ModelSettings'];
export type Provider = ModelSettings['provider'];
export type Trial = Schemas['ModelTrial'];

export const modelsQuery = queryOptions({
  queryKey: ['settings', 'models'],
  queryFn: () => answer<ModelSettings>(client.GET('/models')),
});

export const keepModels = (settings: Schemas['NewModelSettings']) =>
  answer<ModelSettings>(client.PUT('/models', { body: settings }));

/** Tries what is saved on a message; writes nothing. */
export const tryModels = (message: string) =>
  answer<Trial>(client.POST('/models/try', { body: message === '' ? {} : { message } }));
