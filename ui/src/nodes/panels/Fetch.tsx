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
import type { FetchHeader, FetchMethod } from '../../graph/graph';
import { NumberField } from '../../parts/NumberField';
import { CodeField } from '../fields/CodeField';
import { JsonField } from '../fields/JsonField';
import { KeepReply } from '../fields/KeepReply';
import { TemplateField } from '../fields/TemplateField';
import { Warning } from '../fields/Warning';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';

const METHODS: FetchMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const withBody = (method: FetchMethod) => ['POST', 'PUT', 'PATCH'].includes(method);

export function FetchPanel({ config, change }: PanelProps<'fetch'>) {
  const { problemAt, readOnly } = usePanel();
  const [more, setMore] = useState(readOnly === true);
  return (
    <Stack gap="sm">
      <Select
        label="HTTP Method"
        allowDeselect={false}
        data={METHODS}
        value={config.method}
        onChange={(method) => method && change({ method: method as FetchMethod })}
      />
      <TemplateField
        label="Request URL"
        pointer="/url"
        value={config.url}
        onChange={(url) => change({ url })}
        placeholder="https://"
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
            label="Timeout in seconds"
            placeholder="10"
            whole
            min={1}
            max={30}
            value={config.timeoutSeconds === 0 ? undefined : config.timeoutSeconds}
            onChange={(timeoutSeconds) => change({ timeoutSeconds })}
            // Not possible, so that nothing is published that is not what was written.
            onWrong={() => change({ timeoutSeconds: 0 })}
            error={problemAt('/timeoutSeconds')}
          />
          <Select
            label="If a request stays unanswered"
            description="It may have arrived all the same"
            allowDeselect={false}
            data={[
              { value: 'retry', label: 'Send it again, marked as the same' },
              { value: 'fail', label: 'Fail: the outcome is unknown' },
            ]}
            value={config.ifUnanswered ?? 'retry'}
            onChange={(chosen) => change({ ifUnanswered: chosen === 'fail' ? 'fail' : 'retry' })}
          />
          <Switch
            label="Tell the other system which runs led to the call"
            description="It can hand the header Parley-Causation back with its events, so that circles are seen"
            checked={config.sendCausation ?? false}
            onChange={(event) =>
              change({ sendCausation: event.currentTarget.checked ? true : undefined })
            }
          />
          <KeepReply kept={config.keepReply} onChange={(keepReply) => change({ keepReply })} />
          <JsonField
            label="Sample reply"
            description="What a test run uses in place of calling: status, headers, body"
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
          label="Request Body"
          value={config.body ?? ''}
          onChange={(body) => change({ body })}
          error={error}
          templates
        />
      ) : (
        <TemplateField
          label="Request Body"
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
        Headers
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
