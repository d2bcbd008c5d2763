import { getRouteApi } from '@tanstack/react-router';
import { Catalogue } from '../catalogues/Catalogue';
import { fieldKind } from '../catalogues/Fields';
import { userKind } from '../catalogues/Users';
import { PageFrame } from '../parts/PageFrame';
import { Tabbed } from '../parts/Tabbed';
import { ApiKeys } from './ApiKeys';
import { Appearance } from './Appearance';
import { channelKind } from './Channels';
import { Events } from './Events';
import { Models } from './Models';
import { Secrets } from './Secrets';
import { subscriptionKind } from './Subscriptions';
import { strings } from './strings';

const route = getRouteApi('/shell/settings');

export function SettingsPage() {
  const { tab = 'secrets' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PageFrame title={strings.title}>
      <Tabbed
        tab={tab}
        tabs={[
          ['secrets', strings.secrets, <Secrets key="it" />],
          ['api-keys', strings.apiKeys, <ApiKeys key="it" />],
          ['users', strings.users, <Catalogue key="it" kind={userKind} as="part" />],
          ['fields', strings.fields, <Catalogue key="it" kind={fieldKind} as="part" />],
          ['channels', strings.channels, <Catalogue key="it" kind={channelKind} as="part" />],
          ['webhooks', strings.webhooks, <Catalogue key="it" kind={subscriptionKind} as="part" />],
          ['models', strings.models, <Models key="it" />],
          ['events', strings.events, <Events key="it" />],
          ['appearance', strings.appearance, <Appearance key="it" />],
        ]}
        onTab={(next) => navigate({ search: { tab: next } })}
      />
    </PageFrame>
  );
}
