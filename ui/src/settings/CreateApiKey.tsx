import { Button, Group, NativeSelect, Stack, TagsInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Scope } from '../api/session';
import { apiKeysQuery, createApiKey } from '../api/settings';
import { Dialog } from '../parts/Dialog';
import { tellFaults } from '../parts/faults';
import { LimitedText } from '../parts/Limited';
import { MadeApiKey } from './ApiKeyDialogs';
import { strings } from './keyStrings';
import { ScopesField } from './ScopesField';

interface Draft {
  name: string;
  scopes: Scope[];
  sources: string[];
  days: string;
}

const MOST_SOURCES = 50;

/** Asks what the key is for and what it may do, and then shows it, once. */
export function CreateApiKey({ close }: { close: () => void }) {
  const queries = useQueryClient();
  const form = useForm<Draft>({
    initialValues: { name: '', scopes: ['events:write'], sources: [], days: '365' },
    validate: {
      name: (name) => (name.trim() === '' ? strings.nameMissing : null),
      scopes: (chosen) => (chosen.length === 0 ? strings.scopesMissing : null),
    },
  });
  const create = useMutation({
    mutationFn: ({ days, ...wanted }: Draft) =>
      createApiKey({ ...wanted, expiresInDays: Number(days) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
    onError: (thrown) => tellFaults(form, thrown, strings.failedCreate),
  });
  if (create.data) {
    return <MadeApiKey secret={create.data.key} close={close} />;
  }
  return (
    <Dialog close={close} title={strings.create} size="lg">
      <form onSubmit={form.onSubmit((wanted) => create.mutate(wanted))} noValidate>
        <Stack>
          <LimitedText
            label={strings.name}
            placeholder={strings.namePlaceholder}
            most={120}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <ScopesField
            value={form.values.scopes}
            onChange={(scopes) => form.setFieldValue('scopes', scopes)}
            error={form.errors.scopes}
          />
          <TagsInput
            label={strings.sources}
            description={strings.sourcesHelp}
            placeholder={form.values.sources.length === 0 ? strings.sourcesAll : undefined}
            maxTags={MOST_SOURCES}
            acceptValueOnBlur
            {...form.getInputProps('sources')}
          />
          <NativeSelect
            label={strings.expiry}
            data={Object.entries(strings.expiries).map(([value, label]) => ({ value, label }))}
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
