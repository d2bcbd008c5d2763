import {
  Alert,
  Button,
  Checkbox,
  Group,
  PasswordInput,
  Radio,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  keepModels,
  type ModelSettings,
  modelsQuery,
  type Provider,
  type Trial,
  tryModels,
} from '../api/models';
import { useMay } from '../api/session';
import { tellFaults } from '../parts/faults';
import { LimitedArea } from '../parts/Limited';
import { Loaded } from '../parts/Loaded';
import { NumberField } from '../parts/NumberField';
import { notifyDone } from '../parts/notify';
import { numberWords } from '../parts/number';
import { strings } from './modelStrings';
import classes from './settings.module.css';

export function Models() {
  const settings = useQuery(modelsQuery);
  const mayWrite = useMay()('settings:write');
  return (
    <Loaded query={settings} failed={strings.failedLoad} lines={5}>
      {(known) => (
        <Stack gap="xl" maw={680}>
          <Text c="dimmed">{strings.text}</Text>
          <fieldset disabled={!mayWrite} className={classes.plain}>
            <SettingsForm settings={known} />
          </fieldset>
          {mayWrite && <Try />}
        </Stack>
      )}
    </Loaded>
  );
}

interface Draft {
  provider: Provider;
  baseUrl: string;
  model: string;
  key: string;
  removeKey: boolean;
  timeoutSeconds: Amount;
  maxOutputTokens: Amount;
  dailyTokens: Amount;
  inputPrice: Amount;
  outputPrice: Amount;
  dailyCost: Amount;
}

/** A text is what was typed and is not a number. */
type Amount = number | string | undefined;

const amounts = [
  'timeoutSeconds',
  'maxOutputTokens',
  'dailyTokens',
  'inputPrice',
  'outputPrice',
  'dailyCost',
] as const;

const draftOf = (settings: ModelSettings): Draft => ({
  provider: settings.provider,
  baseUrl: settings.baseUrl ?? '',
  model: settings.model ?? '',
  key: '',
  removeKey: false,
  timeoutSeconds: settings.timeoutSeconds,
  maxOutputTokens: settings.maxOutputTokens,
  dailyTokens: settings.dailyTokens,
  inputPrice: settings.inputPrice,
  outputPrice: settings.outputPrice,
  dailyCost: settings.dailyCost,
});

const numberOf = (value: Amount): number | null => (typeof value === 'number' ? value : null);

const bodyOf = (draft: Draft, settings: ModelSettings) => ({
  provider: draft.provider,
  ...(draft.provider !== 'none' && {
    baseUrl: draft.baseUrl.trim() || null,
    model: draft.model.trim() || null,
  }),
  ...(draft.key !== '' ? { key: draft.key } : draft.removeKey ? { key: '' } : {}),
  timeoutSeconds: numberOf(draft.timeoutSeconds),
  maxOutputTokens: numberOf(draft.maxOutputTokens),
  dailyTokens: numberOf(draft.dailyTokens),
  inputPrice: numberOf(draft.inputPrice),
  outputPrice: numberOf(draft.outputPrice),
  dailyCost: numberOf(draft.dailyCost),
  tuning: settings.tuning,
});

type Form = UseFormReturnType<Draft>;

function SettingsForm({ settings }: { settings: ModelSettings }) {
  const queries = useQueryClient();
  const form = useForm<Draft>({
    initialValues: draftOf(settings),
    validate: (draft) =>
      Object.fromEntries(
        amounts
          .filter((name) => typeof draft[name] === 'string')
          .map((name) => [name, numberWords.notANumber]),
      ),
  });
  const send = async (draft: Draft) => {
    try {
      const kept = await keepModels(bodyOf(draft, settings));
      queries.setQueryData(modelsQuery.queryKey, kept);
      form.setValues(draftOf(kept));
      notifyDone(strings.saved);
    } catch (thrown) {
      tellFaults(form, thrown, strings.failedSave);
    }
  };
  return (
    <form onSubmit={form.onSubmit(send)} autoComplete="off" noValidate>
      <Stack>
        <Radio.Group label={strings.provider} {...form.getInputProps('provider')}>
          <Stack mt="xs" gap="xs">
            {Object.entries(strings.providers).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        {form.values.provider !== 'none' && (
          <>
            <Connection form={form} keySet={settings.keySet} />
            <Limits form={form} />
            <Today today={settings.today} />
          </>
        )}
        <Group>
          <Button type="submit" loading={form.submitting}>
            {strings.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Connection({ form, keySet }: { form: Form; keySet: boolean }) {
  return (
    <>
      <TextInput
        label={strings.endpoint}
        description={strings.endpointHelp}
        withAsterisk
        {...form.getInputProps('baseUrl')}
      />
      <TextInput label={strings.model} withAsterisk {...form.getInputProps('model')} />
      <PasswordInput
        label={strings.key}
        description={keySet ? strings.keyKept : strings.keyHelp}
        autoComplete="new-password"
        {...form.getInputProps('key')}
      />
      {keySet && (
        <Checkbox
          label={strings.removeKey}
          {...form.getInputProps('removeKey', { type: 'checkbox' })}
        />
      )}
    </>
  );
}

function Limits({ form }: { form: Form }) {
  const number = (name: (typeof amounts)[number], label: string, description?: string) => (
    <NumberField
      label={label}
      description={description}
      value={typeof form.values[name] === 'number' ? form.values[name] : undefined}
      onChange={(amount) => form.setFieldValue(name, amount)}
      onWrong={(text) => form.setFieldValue(name, text)}
      error={form.errors[name] as string | undefined}
    />
  );
  return (
    <>
      <Title order={2} size="h5">
        {strings.limits}
      </Title>
      <div className={classes.two}>
        {number('timeoutSeconds', strings.timeout)}
        {number('maxOutputTokens', strings.maxOutput)}
        {number('inputPrice', strings.inputPrice)}
        {number('outputPrice', strings.outputPrice)}
        {number('dailyTokens', strings.dailyTokens, strings.dailyTokensHelp)}
        {number('dailyCost', strings.dailyCost, strings.dailyCostHelp)}
      </div>
    </>
  );
}

function Today({ today }: Pick<ModelSettings, 'today'>) {
  return (
    <Text size="sm" c="dimmed">
      {strings.today}: {strings.usage(today.calls, today.inputTokens, today.outputTokens)}
      {today.cost !== undefined && strings.cost(today.cost)}
    </Text>
  );
}

function Try() {
  const [message, setMessage] = useState(strings.sample);
  const attempt = useMutation({
    mutationFn: () => tryModels(message.trim()),
    meta: { failed: strings.failedTry },
  });
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {strings.tryTitle}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {strings.tryText}
      </Text>
      <Stack gap="sm">
        <LimitedArea
          label={strings.message}
          autosize
          minRows={2}
          maxRows={6}
          most={4096}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <Group>
          <Button variant="default" loading={attempt.isPending} onClick={() => attempt.mutate()}>
            {strings.tryIt}
          </Button>
        </Group>
        {attempt.data && <Found trial={attempt.data} />}
      </Stack>
    </section>
  );
}

const percent = (confidence: number | undefined): string =>
  confidence === undefined ? '' : ` (${Math.round(confidence * 100)}%)`;

function Found({ trial }: { trial: Trial }) {
  if (!trial.ok) {
    return (
      <Alert color="red" variant="outline" title={strings.failed} role="alert">
        {trial.error?.message}
      </Alert>
    );
  }
  const facts = [
    [strings.labels, trial.labels?.map((one) => one.name + percent(one.confidence))],
    [
      strings.fields,
      trial.fields?.map((one) => `${one.key}: ${String(one.value)}${percent(one.confidence)}`),
    ],
    [strings.sentiment, trial.sentiment ? [trial.sentiment] : []],
  ] as const;
  return (
    <div role="status">
      <Text size="sm" c="dimmed">
        {[
          trial.method === 'built-in' ? strings.builtIn : trial.model,
          strings.took(trial.millis),
          trial.tokens && strings.tokens(trial.tokens.input, trial.tokens.output),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {facts.map(([title, values]) => (
        <Text key={title} size="sm">
          {title}: {values && values.length > 0 ? values.join(', ') : strings.nothing}
        </Text>
      ))}
    </div>
  );
}
