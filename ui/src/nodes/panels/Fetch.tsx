import {
  ActionIcon,
  Anchor,
  Box,
  Button,
  Collapse,
  Group,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import type { Configs } from '../../api/kinds';
import { kinds } from '../../generated/kinds';
import { NumberField } from '../../parts/NumberField';
import { CodeField } from '../fields/CodeField';
import { JsonField } from '../fields/JsonField';
import { KeepReply } from '../fields/KeepReply';
import { TemplateField } from '../fields/TemplateField';
import { Warning } from '../fields/Warning';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';
import { SettingField } from './SettingField';

type FetchHeader = Configs['fetch']['headers'][number];

const facts = kinds.fetch.settings;
const withBody = (method: string) => ['POST', 'PUT', 'PATCH'].includes(method);

export function FetchPanel(props: PanelProps<'fetch'>) {
  const { config, change } = props;
  const { problemAt, readOnly } = usePanel();
  const [more, setMore] = useState(readOnly === true);
  return (
    <Stack gap="sm">
      <SettingField {...props} name="method" />
      <TemplateField
        label={facts.url.label}
        pointer="/url"
        value={config.url}
        onChange={(url) => change({ url })}
        placeholder={facts.url.placeholder}
        single
        outside
        required
      />
      <Headers headers={config.headers} onChange={(headers) => change({ headers })} />
      {(withBody(config.method) || config.body) && (
        <BodyField config={config} change={change} error={problemAt('/body')} />
      )}
      {!readOnly && (
        <Anchor component="button" type="button" size="sm" onClick={() => setMore(!more)} ta="left">
          {more ? 'Fewer settings' : 'More settings'}
        </Anchor>
      )}
      <Collapse expanded={more}>
        <Stack gap="sm">
          <NumberField
            label={facts.timeoutSeconds.label}
            placeholder={facts.timeoutSeconds.placeholder}
            whole
            min={facts.timeoutSeconds.least}
            max={facts.timeoutSeconds.most}
            value={config.timeoutSeconds === 0 ? undefined : config.timeoutSeconds}
            onChange={(timeoutSeconds) => change({ timeoutSeconds })}
            // Not possible, so that nothing is published that is not what was written.
            onWrong={() => change({ timeoutSeconds: 0 })}
            error={problemAt('/timeoutSeconds')}
          />
          <Select
            label={facts.ifUnanswered.label}
            description={facts.ifUnanswered.help}
            allowDeselect={false}
            data={facts.ifUnanswered.choices ?? []}
            value={config.ifUnanswered ?? 'retry'}
            onChange={(chosen) => change({ ifUnanswered: chosen === 'fail' ? 'fail' : 'retry' })}
          />
          <Switch
            label={facts.sendCausation.label}
            description={facts.sendCausation.help}
            checked={config.sendCausation ?? false}
            onChange={(event) =>
              change({ sendCausation: event.currentTarget.checked ? true : undefined })
            }
          />
          <KeepReply
            facts={facts.keepReply}
            kept={config.keepReply}
            onChange={(keepReply) => change({ keepReply })}
          />
          <JsonField
            label={facts.sampleReply.label}
            description={facts.sampleReply.help}
            value={config.sampleReply}
            onChange={(reply) => change({ sampleReply: isRecord(reply) ? reply : undefined })}
          />
        </Stack>
      </Collapse>
    </Stack>
  );
}

type BodyProps = Pick<PanelProps<'fetch'>, 'config' | 'change'> & { error: string | undefined };

function BodyField({ config, change, error }: BodyProps) {
  const [asJson, setAsJson] = useState(() => /^\s*[[{]/.test(config.body ?? ''));
  const toggle = (
    <Anchor component="button" type="button" size="xs" onClick={() => setAsJson(!asJson)}>
      {asJson ? 'Edit as text' : 'Edit as JSON'}
    </Anchor>
  );
  return (
    <Box>
      {asJson ? (
        <CodeField
          label={facts.body.label}
          value={config.body ?? ''}
          onChange={(body) => change({ body })}
          error={error}
          templates
        />
      ) : (
        <TemplateField
          label={facts.body.label}
          pointer="/body"
          value={config.body ?? ''}
          onChange={(body) => change({ body })}
          placeholder={'{"conversation": "{{ conversation.id }}"}'}
          rows={4}
          outside
        />
      )}
      {asJson && <Warning at="/body" />}
      {toggle}
    </Box>
  );
}

interface HeadersProps {
  headers: FetchHeader[];
  onChange(headers: FetchHeader[]): void;
}

function Headers({ headers, onChange }: HeadersProps) {
  const { problemAt } = usePanel();
  const added = useRef(false);
  const last = useCallback((field: HTMLInputElement | null) => {
    if (field && added.current) {
      added.current = false;
      field.focus();
      field.scrollIntoView({ block: 'nearest' });
    }
  }, []);
  const set = (i: number, part: Partial<FetchHeader>) =>
    onChange(headers.map((header, at) => (at === i ? { ...header, ...part } : header)));
  return (
    <Box component="fieldset" m={0} p={0} style={{ border: 0 }}>
      <Text component="legend" size="sm" fw={600} mb={4} p={0}>
        {facts.headers.label}
      </Text>
      <Stack gap={8}>
        {headers.map((header, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
          <Box key={i}>
            <Group gap={6} wrap="nowrap" align="start">
              <TextInput
                flex={1}
                ref={i === headers.length - 1 ? last : undefined}
                aria-label={`Name of header ${i + 1}`}
                placeholder="Authorization"
                value={header.name}
                onChange={(event) => set(i, { name: event.currentTarget.value })}
                error={problemAt(`/headers/${i}/name`)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={`Remove header ${i + 1}`}
                onClick={() => onChange(headers.filter((_, at) => at !== i))}
              >
                <IconTrash size={17} aria-hidden />
              </ActionIcon>
            </Group>
            <TemplateField
              label={`Value of header ${i + 1}`}
              pointer={`/headers/${i}/value`}
              value={header.value}
              onChange={(value) => set(i, { value })}
              single
              outside
            />
          </Box>
        ))}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => {
            added.current = true;
            onChange([...headers, { name: '', value: '' }]);
          }}
        >
          Add header
        </Button>
      </Stack>
    </Box>
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
