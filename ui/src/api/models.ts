import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';

export type Provider = 'none' | 'openai' | 'anthropic';

/** How AI Extraction is answered. The key is written and never read. */
export interface ModelSettings {
  provider: Provider;
  baseUrl?: string;
  model?: string;
  keySet: boolean;
  timeoutSeconds: number;
  maxOutputTokens: number;
  dailyTokens?: number;
  inputPrice?: number;
  outputPrice?: number;
  dailyCost?: number;
  today: { day: string; calls: number; inputTokens: number; outputTokens: number; cost?: number };
  tuning: Record<string, unknown>;
}

export interface Trial {
  ok: boolean;
  method: 'model' | 'built-in';
  model?: string;
  millis: number;
  tokens?: { input: number; output: number };
  labels?: { name: string; confidence?: number }[];
  fields?: { key: string; value: unknown; confidence?: number }[];
  sentiment?: string;
  error?: { code: string; message: string };
}

export const modelsQuery = queryOptions({
  queryKey: ['settings', 'models'],
  queryFn: () => answer<ModelSettings>(client.GET('/models')),
});

export const keepModels = (settings: object) =>
  answer<ModelSettings>(client.PUT('/models', { body: settings }));

/** Tries what is saved on a message; writes nothing. */
export const tryModels = (message: string) =>
  answer(client.POST('/models/try', { body: message === '' ? {} : { message } })) as Promise<Trial>;
