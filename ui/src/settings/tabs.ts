export const tabs = [
  'secrets',
  'api-keys',
  'users',
  'fields',
  'channels',
  'webhooks',
  'models',
  'events',
  'retention',
  'audit',
  'appearance',
] as const;

export type SettingsTab = (typeof tabs)[number];
