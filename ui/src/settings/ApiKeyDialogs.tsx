import { Button, Checkbox, Group, NativeSelect, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ApiKey, apiKeysQuery, createApiKey, revokeApiKey, type Scope } from '../api/settings';
import { Confirm } from '../parts/Confirm';
import { Dialog } from '../parts/Dialog';
import { tellFaults } from '../parts/faults';
import { LimitedText } from '../parts/Limited';
import { notifyDone } from '../parts/notify';
import { ShownOnce } from '../parts/ShownOnce';
import { scopes, strings } from './keyStrings';

/** Asks what the key is for, and then shows it, once. */
export function CreateApiKey({ close }: { close: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', scopes: ['events:write'] as Scope[], days: '365' },
    validate: {
      name: (name) => (name.trim() === '' ? strings.nameMissing : null),
      scopes: (chosen) => (chosen.length === 0 ? strings.scopesMissing : null),
    },
  });
  const create = useMutation({
    mutationFn: createApiKey,
    onSuccess: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
    onError: (thrown) => tellFaults(form, thrown, strings.failedCreate),
  });
  if (create.data) {
    return <MadeApiKey secret={create.data.key} close={close} />;
  }
  return (
    <Dialog close={close} title={strings.create}>
      <form
        onSubmit={form.onSubmit((wanted) =>
          create.mutate({
            name: wanted.name,
            scopes: wanted.scopes,
            expiresInDays: Number(wanted.days),
          }),
        )}
      >
        <Stack>
          <LimitedText
            label={strings.name}
            placeholder={strings.namePlaceholder}
            most={120}
            data-autofocus
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <Checkbox.Group
            label={strings.scopes}
            key={form.key('scopes')}
            {...form.getInputProps('scopes')}
          >
            <Stack gap="xs" mt="xs">
              {(Object.keys(scopes) as Scope[]).map((scope) => (
                <Checkbox
                  key={scope}
                  value={scope}
                  label={scopes[scope].name}
                  description={scopes[scope].text}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <NativeSelect
            label={strings.expiry}
            data={Object.entries(strings.expiries).map(([value, label]) => ({ value, label }))}
            key={form.key('days')}
            {...form.getInputProps('days')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {strings.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function MadeApiKey({ secret, close }: { secret: string; close: () => void }) {
  return (
    <Dialog
      close={close}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={strings.madeTitle}
    >
      <ShownOnce label={strings.key} secret={secret} text={strings.madeText} close={close} />
    </Dialog>
  );
}

export function RevokeApiKey({ apiKey, close }: { apiKey: ApiKey; close: () => void }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(apiKey.id),
    meta: { failed: strings.failedRevoke },
    onSuccess: () => {
      notifyDone(strings.revoked(apiKey.name));
      close();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
  return (
    <Confirm
      title={strings.revokeTitle(apiKey.name)}
      yes={strings.revoke}
      isFinal
      working={revoke.isPending}
      act={() => revoke.mutate()}
      close={close}
    >
      {strings.revokeText}
    </Confirm>
  );
}
