import { ActionIcon, Box, Group, Popover, Text, Tooltip } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { usePanel } from '../panel';
import { strings } from '../words';
import { type TemplateElement, TemplateInput } from './TemplateInput';
import { VariableList } from './VariableList';
import { Warning } from './Warning';

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
  /** JSON pointer of the setting. */
  pointer: string;
  placeholder?: string;
  description?: string;
  rows?: number;
  /** One line only. */
  single?: boolean;
  /** The text goes to another system, so it may name secrets. */
  outside?: boolean;
  required?: boolean;
}

/** A text with variables: they are offered while one types, and shown filled in with sample data. */
export function TemplateField(props: Props) {
  const { label, value, onChange, pointer, single, outside } = props;
  const world = usePanel();
  const field = useRef<TemplateElement>(null);
  const [picking, setPicking] = useState(false);

  const insert = (path: string) => {
    const input = field.current;
    const from = input?.selectionStart ?? value.length;
    const to = input?.selectionEnd ?? from;
    // The braces that opened the list are part of the variable.
    const before = value.slice(0, from).replace(/\{\{\s*$/, '');
    const text = `${before}{{ ${path} }}`;
    onChange(text + value.slice(to));
    setPicking(false);
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(text.length, text.length);
    });
  };

  return (
    <Box>
      <Group justify="space-between" align="end" gap="xs" mb={4} wrap="nowrap">
        <Text component="label" size="sm" fw={600} htmlFor={`field${pointer}`}>
          {label}
          {props.required && (
            <Text span c="red" aria-hidden>
              {' '}
              *
            </Text>
          )}
        </Text>
        {!world.readOnly && (
          <Popover
            opened={picking}
            onChange={setPicking}
            position="left-start"
            trapFocus
            withinPortal
          >
            <Popover.Target>
              <Tooltip label={strings.insertVariable} openDelay={400}>
                <ActionIcon
                  variant="default"
                  size={24}
                  aria-label={`${strings.insertVariable}: ${label}`}
                  onClick={() => setPicking((open) => !open)}
                >
                  <IconBraces size={15} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </Popover.Target>
            <Popover.Dropdown p="xs" w={320}>
              <VariableList outside={outside ?? false} onPick={insert} />
            </Popover.Dropdown>
          </Popover>
        )}
      </Group>
      <TemplateInput
        field={field}
        id={`field${pointer}`}
        description={props.description}
        placeholder={props.placeholder}
        value={value}
        onChange={onChange}
        error={world.problemAt(pointer)}
        spellCheck={!outside}
        single={single}
        outside={outside}
        rows={props.rows}
      />
      <Warning at={pointer} />
      {!world.readOnly && <Filled template={value} pointer={pointer} />}
    </Box>
  );
}

interface FilledProps {
  template: string;
  pointer: string;
}

function Filled(props: FilledProps) {
  return props.template.includes('{{') || props.template.includes('{%') ? (
    <Filling {...props} />
  ) : null;
}

/** The text as a step would render it, once the server has said so. */
function Filling({ template, pointer }: FilledProps) {
  const { nodeId, usePreview } = usePanel();
  const preview = usePreview(nodeId, pointer, template);
  if (!preview) {
    return null;
  }
  const fault = preview.text === undefined ? preview.faults[0]?.message : undefined;
  return (
    <Box mt={6}>
      <Text size="xs" c="dimmed">
        {strings.preview}
      </Text>
      <Text
        size="sm"
        data-testid="preview"
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        c={fault === undefined ? undefined : 'dimmed'}
      >
        {fault ?? (preview.text || strings.empty)}
      </Text>
    </Box>
  );
}
