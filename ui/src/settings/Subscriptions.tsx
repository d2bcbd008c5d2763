import { Checkbox, Code, Stack } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import type { SubscribedType, Subscription } from '../api/webhooks';
import { NameField, nameFault } from '../catalogues/inputs';
import type { FieldsProps, Kind } from '../catalogues/kind';
import { ShownSecret } from '../parts/ShownSecret';
import { SubscriptionFacts, SubscriptionStatus } from './SubscriptionFacts';
import { type Target, TargetFields, targetBody, targetFaults, targetOf } from './webhookForm';
import { strings, subscriptionWords, types } from './webhookStrings';

interface Draft extends Target {
  name: string;
  types: SubscribedType[];
  customerData: boolean;
}

function Fields({ form, item }: FieldsProps<Draft, Subscription>) {
  return (
    <Stack gap="sm">
      <NameField {...form.getInputProps('name')} />
      <TargetFields form={form} item={item} />
      <Checkbox.Group label={strings.events} withAsterisk {...form.getInputProps('types')}>
        <Stack gap="xs" mt="xs">
          {Object.entries(types).map(([type, name]) => (
            <Checkbox key={type} value={type} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Checkbox
        label={strings.customerData}
        description={strings.customerDataHelp}
        {...form.getInputProps('customerData', { type: 'checkbox' })}
      />
    </Stack>
  );
}

export const subscriptionKind: Kind<Subscription, Draft> = {
  catalogue: 'subscriptions',
  scope: 'settings:write',
  words: subscriptionWords,
  icon: IconWebhook,
  columns: [
    { title: subscriptionWords.editTitle, cell: ({ name }) => name },
    { title: strings.address, cell: ({ url }) => <Code>{url}</Code> },
    { title: strings.events, cell: (item) => strings.eventCount(item.types.length) },
    { title: strings.status, cell: (item) => <SubscriptionStatus item={item} /> },
  ],
  draft: (item) => ({
    name: item?.name ?? '',
    types: item?.types ?? ['run.failed'],
    customerData: item?.customerData ?? false,
    ...targetOf(item),
  }),
  check: (draft) => ({
    name: nameFault(draft.name),
    types: draft.types.length === 0 ? strings.eventsMissing : null,
    ...targetFaults(draft),
  }),
  body: (draft, item) => ({
    name: draft.name,
    types: draft.types,
    customerData: draft.customerData,
    ...targetBody(draft, item),
  }),
  unique: 'name',
  made: ({ signingSecret }, close) =>
    signingSecret && (
      <ShownSecret
        label={strings.secret}
        secret={signingSecret}
        text={strings.secretText}
        close={close}
      />
    ),
  unused: true,
  Fields,
  More: SubscriptionFacts,
};
