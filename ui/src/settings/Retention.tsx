import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeRetention, type RetentionSettings, retentionQuery } from '../api/privacy';
import { useMay } from '../api/session';
import { Confirm } from '../parts/Confirm';
import { tellFaults } from '../parts/faults';
import { Loaded } from '../parts/Loaded';
import { NumberField } from '../parts/NumberField';
import { notifyDone } from '../parts/notify';
import { numberWords } from '../parts/number';
import { ErasureList } from './ErasureList';
import { kinds, strings } from './retentionStrings';
import classes from './settings.module.css';

/** The periods for which data is kept. */
export function Retention() {
  const settings = useQuery(retentionQuery);
  const may = useMay();
  return (
    <>
      <Loaded query={settings} failed={strings.failedLoad} lines={6}>
        {(known) => (
          <fieldset disabled={!may('settings:write')} className={classes.plain}>
            <Periods settings={known} />
          </fieldset>
        )}
      </Loaded>
      {may('privacy:write') && <ErasureList />}
    </>
  );
}

/** A text is what was typed and is not a number. */
type Draft = Record<keyof RetentionSettings, number | string | undefined>;

const names = Object.keys(kinds) as (keyof RetentionSettings)[];

/** The fewest days, where that is not 1. */
const shortest: Partial<RetentionSettings> = { conversationsDays: 0, auditDays: 30 };

/** Returns the kinds of data that would be kept for a shorter time; 0 days keeps them. */
export const shortened = (settings: RetentionSettings, draft: Draft) =>
  names.filter((name) => (Number(draft[name]) || Infinity) < (settings[name] || Infinity));

function Periods({ settings }: { settings: RetentionSettings }) {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Draft>();
  const form = useForm<Draft>({
    initialValues: settings,
    validate: (draft) =>
      Object.fromEntries(
        names
          .filter((name) => typeof draft[name] !== 'number')
          .map((name) => [name, numberWords.notANumber]),
      ),
  });
  const send = async (draft: Draft) => {
    setAsked(undefined);
    try {
      const kept = await changeRetention(draft as RetentionSettings);
      queries.setQueryData(retentionQuery.queryKey, kept);
      form.setValues(kept);
      notifyDone(strings.saved);
    } catch (thrown) {
      tellFaults(form, thrown, strings.failedSave);
    }
  };
  return (
    <form
      onSubmit={form.onSubmit((draft) =>
        shortened(settings, draft).length > 0 ? setAsked(draft) : send(draft),
      )}
      noValidate
    >
      {asked && (
        <Confirm
          title={strings.shortenTitle}
          yes={strings.shorten}
          isFinal
          working={form.submitting}
          act={() => send(asked)}
          close={() => setAsked(undefined)}
        >
          <Text>{strings.shortenText}</Text>
          <ul>
            {shortened(settings, asked).map((name) => (
              <li key={name}>{strings.shortened(kinds[name].name, Number(asked[name]))}</li>
            ))}
          </ul>
        </Confirm>
      )}
      <Stack maw={640}>
        <Text c="dimmed">{strings.text}</Text>
        {names.map((name) => (
          <NumberField
            key={name}
            label={kinds[name].name}
            description={kinds[name].help}
            whole
            min={shortest[name] ?? 1}
            max={3650}
            w={320}
            {...form.getInputProps(name)}
            value={typeof form.values[name] === 'number' ? form.values[name] : undefined}
            onChange={(days) => form.setFieldValue(name, days)}
            onWrong={(text) => form.setFieldValue(name, text)}
          />
        ))}
        <Group>
          <Button type="submit" loading={form.submitting}>
            {strings.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
