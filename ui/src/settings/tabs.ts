export const tabs = [
  'secrets',
  'api-keys',
  'users',
  'fields',
  'channels',
  'webhooks',
  'models',
  'events',
  'operations',
  'retention',
  'audit',
  'appearance',
] as const;

export type SettingsTab = (typeof tabs)[number];
