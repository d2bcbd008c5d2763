import { Button, Group, PasswordInput, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  createSecret,
  removeSecret,
  replaceSecret,
  type Secret,
  secretsQuery,
} from '../api/settings';
import { Confirm } from '../parts/Confirm';
import { Dialog } from '../parts/Dialog';
import { tellFaults } from '../parts/faults';
import { notifyDone } from '../parts/notify';
import { strings } from './strings';

/** A new secret, or a new value for one that is there. */
export function SecretDialog({ secret, close }: { secret?: Secret; close: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: secret?.name ?? '', value: '', hosts: secret?.hosts ?? [] },
    validate: {
      name: (name) =>
        name === ''
          ? strings.nameMissing
          : /^[a-zA-Z][a-zA-Z0-9_]{0,62}$/.test(name)
            ? null
            : strings.nameWrong,
      value: (value) => (value === '' && !secret ? strings.valueMissing : null),
    },
  });
  const save = useMutation<unknown, Error, { name: string; value: string; hosts: string[] }>({
    mutationFn: secret ? replaceSecret : createSecret,
    onSuccess: (_answer, { name }) => {
      queries.invalidateQueries({ queryKey: secretsQuery.queryKey });
      notifyDone(strings.saved(name));
      close();
    },
    onError: (thrown) => tellFaults(form, thrown, strings.failedSave),
  });
  return (
    <Dialog close={close} title={secret ? strings.replaceTitle(secret.name) : strings.addSecret}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} autoComplete="off">
        <Stack>
          {secret ? (
            <Text size="sm">{strings.replaceText}</Text>
          ) : (
            <TextInput
              label={strings.name}
              description={strings.nameHelp}
              data-autofocus
              key={form.key('name')}
              {...form.getInputProps('name')}
            />
          )}
          <PasswordInput
            label={strings.value}
            description={secret ? strings.valueKept : strings.valueHelp}
            autoComplete="new-password"
            data-autofocus={secret ? true : undefined}
            key={form.key('value')}
            {...form.getInputProps('value')}
          />
          <TagsInput
            label={strings.hosts}
            description={strings.hostsHelp}
            placeholder={strings.hostsExample}
            splitChars={[',', ' ']}
            acceptValueOnBlur
            key={form.key('hosts')}
            {...form.getInputProps('hosts')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {strings.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

export function RemoveSecret({ secret, close }: { secret: Secret; close: () => void }) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeSecret(secret.name),
    meta: { failed: strings.failedRemove },
    onSuccess: () => {
      notifyDone(strings.removed(secret.name));
      close();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: secretsQuery.queryKey }),
  });
  const users = secret.usedBy.map((workflow) => workflow.name).join(', ');
  return (
    <Confirm
      title={strings.removeTitle(secret.name)}
      yes={strings.remove}
      isFinal
      working={remove.isPending}
      act={() => remove.mutate()}
      close={close}
    >
      <Text>{strings.removeText}</Text>
      {users && <Text fw={600}>{strings.removeUsed(users)}</Text>}
    </Confirm>
  );
}
