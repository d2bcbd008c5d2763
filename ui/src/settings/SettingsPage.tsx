import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { PageFrame } from '../parts/PageFrame';
import { Appearance } from './Appearance';
import type { SettingsTab } from './routes';
import { Secrets } from './Secrets';
import { strings } from './strings';

const route = getRouteApi('/shell/settings');

export function SettingsPage() {
  const { tab = 'secrets' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PageFrame title={strings.title}>
      <Tabs
        value={tab}
        onChange={(next) => navigate({ search: { tab: next as SettingsTab } })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="secrets">{strings.secrets}</Tabs.Tab>
          <Tabs.Tab value="appearance">{strings.appearance}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="secrets">
          <Secrets />
        </Tabs.Panel>
        <Tabs.Panel value="appearance">
          <Appearance />
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  );
}
