import { getRouteApi } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { type Scope, useMay } from '../api/session';
import { Catalogue } from '../catalogues/Catalogue';
import { fieldKind } from '../catalogues/Fields';
import { PageFrame } from '../parts/PageFrame';
import { Tabbed } from '../parts/Tabbed';
import { Waiting } from '../parts/Waiting';
import { Team } from '../people/Team';
import { ApiKeys } from './ApiKeys';
import { Appearance } from './Appearance';
import { channelKind } from './Channels';
import { Events } from './Events';
import { Models } from './Models';
import { Retention } from './Retention';
import { Secrets } from './Secrets';
import { subscriptionKind } from './Subscriptions';
import { strings } from './strings';
import type { SettingsTab } from './tabs';

const Operations = lazy(async () => ({ default: (await import('./Operations')).Operations }));
const AuditLog = lazy(async () => ({ default: (await import('./AuditLog')).AuditLog }));

const route = getRouteApi('/shell/settings');

type Part = [tab: SettingsTab, label: string, content: ReactNode];

/** All parts, each with the permission to read it. */
const parts: [scope: Scope | undefined, part: Part][] = [
  ['secrets:read', ['secrets', strings.secrets, <Secrets key="it" />]],
  ['api-keys:write', ['api-keys', strings.apiKeys, <ApiKeys key="it" />]],
  ['catalogs:read', ['users', strings.team, <Team key="it" />]],
  ['catalogs:read', ['fields', strings.fields, <Catalogue key="it" kind={fieldKind} as="part" />]],
  [
    'catalogs:read',
    ['channels', strings.channels, <Catalogue key="it" kind={channelKind} as="part" />],
  ],
  [
    'settings:read',
    ['webhooks', strings.webhooks, <Catalogue key="it" kind={subscriptionKind} as="part" />],
  ],
  ['settings:read', ['models', strings.models, <Models key="it" />]],
  ['events:read', ['events', strings.events, <Events key="it" />]],
  [
    'settings:read',
    [
      'operations',
      strings.operations,
      <Suspense key="it" fallback={<Waiting lines={6} />}>
        <Operations />
      </Suspense>,
    ],
  ],
  ['settings:read', ['retention', strings.retention, <Retention key="it" />]],
  [
    'audit:read',
    [
      'audit',
      strings.audit,
      <Suspense key="it" fallback={<Waiting lines={6} />}>
        <AuditLog />
      </Suspense>,
    ],
  ],
  [undefined, ['appearance', strings.appearance, <Appearance key="it" />]],
];

export function SettingsPage() {
  const may = useMay();
  const tabs = parts.filter(([scope]) => scope === undefined || may(scope)).map(([, part]) => part);
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = tabs.find(([one]) => one === tab) ?? tabs[0];
  return (
    <PageFrame title={strings.title}>
      <Tabbed
        tab={shown?.[0] ?? 'appearance'}
        tabs={tabs}
        onTab={(next) => navigate({ search: { tab: next } })}
      />
    </PageFrame>
  );
}
