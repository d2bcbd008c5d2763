import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { CataloguePart } from '../catalogues/CataloguePart';
import { fieldKind } from '../catalogues/Fields';
import type { CatalogueSearch } from '../catalogues/search';
import { userKind } from '../catalogues/Users';
import { PageFrame } from '../parts/PageFrame';
import { ApiKeys } from './ApiKeys';
import { Appearance } from './Appearance';
import { Models } from './Models';
import type { SettingsTab } from './routes';
import { Secrets } from './Secrets';
import { strings } from './strings';

const route = getRouteApi('/shell/settings');

export function SettingsPage() {
  const { tab = 'secrets', ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: CatalogueSearch, replace = false) =>
    navigate({ search: (before) => ({ ...before, ...patch }), replace });
  return (
    <PageFrame title={strings.title}>
      <Tabs
        value={tab}
        onChange={(next) => navigate({ search: { tab: next as SettingsTab } })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="secrets">{strings.secrets}</Tabs.Tab>
          <Tabs.Tab value="api-keys">{strings.apiKeys}</Tabs.Tab>
          <Tabs.Tab value="users">{strings.users}</Tabs.Tab>
          <Tabs.Tab value="fields">{strings.fields}</Tabs.Tab>
          <Tabs.Tab value="models">{strings.models}</Tabs.Tab>
          <Tabs.Tab value="appearance">{strings.appearance}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="secrets">
          <Secrets />
        </Tabs.Panel>
        <Tabs.Panel value="api-keys">
          <ApiKeys />
        </Tabs.Panel>
        <Tabs.Panel value="users">
          <CataloguePart kind={userKind} search={search} change={change} />
        </Tabs.Panel>
        <Tabs.Panel value="fields">
          <CataloguePart kind={fieldKind} search={search} change={change} />
        </Tabs.Panel>
        <Tabs.Panel value="models">
          <Models />
        </Tabs.Panel>
        <Tabs.Panel value="appearance">
          <Appearance />
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  );
}
