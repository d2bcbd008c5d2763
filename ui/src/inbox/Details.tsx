import { Select, Stack, Text, Title } from '@mantine/core';
import type { Field } from '../api/catalogues';
import { assign, type Conversation } from '../api/conversations';
import { useMay } from '../api/session';
import { useCatalogue } from '../nodes/catalogues';
import { AnchorLink } from '../parts/AnchorLink';
import { Kept } from '../parts/Kept';
import { formatTime } from '../parts/Time';
import { sentiments } from '../parts/words';
import { useChange } from './actions';
import { FieldInput } from './FieldInput';
import classes from './inbox.module.css';
import { LabelsField } from './LabelsField';
import { usePeople } from './people';
import { strings } from './strings';

/** The details of a conversation, which can be edited in place. */
export function Details({ conversation }: { conversation: Conversation }) {
  return (
    <Stack gap="lg">
      <Stack gap="sm">
        <AssigneeField conversation={conversation} />
        <LabelsField conversation={conversation} />
      </Stack>
      <Fields conversation={conversation} />
      <ContactFacts conversation={conversation} />
    </Stack>
  );
}

function AssigneeField({ conversation }: { conversation: Conversation }) {
  const { id, assignee } = conversation;
  const people = usePeople();
  const change = useChange(id);
  const value = assignee ? `${assignee.type}:${assignee.id}` : null;
  const isKnown = people.some(({ items }) => items.some((one) => one.value === value));
  return (
    <Select
      label={strings.assignee}
      placeholder={strings.unassigned}
      searchable
      data={[
        ...people.filter(({ items }) => items.length > 0),
        // An archived or unknown assignee stays until the conversation is reassigned.
        ...(value && assignee && !isKnown ? [{ value, label: assignee.name ?? assignee.id }] : []),
      ]}
      value={value}
      onChange={(chosen) => {
        const [type, ...rest] = (chosen ?? '').split(':');
        const to = { type: type as 'user' | 'persona', id: rest.join(':') };
        change.mutate({
          as: { assignee: chosen === null ? undefined : to },
          make: () => assign(id, chosen === null ? undefined : to),
        });
      }}
      nothingFoundMessage={strings.nothingToChoose}
      clearable
      clearButtonProps={{ 'aria-label': strings.unassign }}
    />
  );
}

function Fields({ conversation }: { conversation: Conversation }) {
  const fields = useCatalogue<Field>('fields');
  const mayCreate = useMay()('catalogs:write');
  const others = Object.entries(conversation.fields).filter(
    ([key]) => fields !== undefined && !fields.some((field) => field.key === key),
  );
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {strings.customFields}
      </Title>
      <Stack gap="xs">
        {fields?.length === 0 && others.length === 0 && (
          <Text size="sm" c="dimmed">
            {strings.noFields}{' '}
            {mayCreate && (
              <AnchorLink to="/settings" search={{ tab: 'fields' }} inherit underline="always">
                {strings.createFields}
              </AnchorLink>
            )}
          </Text>
        )}
        {fields?.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            conversationId={conversation.id}
            value={conversation.fields[field.key]}
          />
        ))}
        {others.length > 0 && (
          <dl className={classes.facts}>
            {others.map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        )}
      </Stack>
    </section>
  );
}

function ContactFacts({ conversation }: { conversation: Conversation }) {
  const { contact, sentiment, createdAt, id } = conversation;
  const facts: [string, string | undefined][] = [
    [strings.contact, contact?.name],
    [strings.phone, contact?.phone],
    [strings.email, contact?.email],
    ...Object.entries(contact?.fields ?? {}).map(([key, value]): [string, string] => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
    [strings.sentiment, sentiment && (sentiments[sentiment] ?? sentiment)],
    [strings.began, formatTime(createdAt)],
    [strings.conversationId, id],
  ];
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {strings.about}
      </Title>
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Kept kind="conversationsDays" text={strings.kept} />
    </section>
  );
}
