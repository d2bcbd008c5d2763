import { Alert, Select, Stack, Text } from '@mantine/core';
import type { EventType } from '../../api/kinds';
import { events } from '../../generated/events';
import { kinds } from '../../generated/kinds';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';

const facts = kinds.trigger.settings.event;

export function TriggerPanel({ config, change }: PanelProps<'trigger'>) {
  const { problemAt, broken } = usePanel();
  return (
    <Stack gap="sm">
      <Select
        label={facts.label}
        placeholder={facts.placeholder}
        required
        withAsterisk
        allowDeselect={false}
        data={facts.choices ?? []}
        value={config.event ?? null}
        onChange={(event) => event && change({ event: event as EventType })}
        error={problemAt('/event')}
        maxDropdownHeight={400}
      />
      {config.event && (
        <Text size="sm" c="dimmed">
          Fires when: {events[config.event].firesWhen}.
        </Text>
      )}
      {broken.length > 0 && (
        <Alert
          color="orange"
          variant="outline"
          title="This trigger blocks nodes below"
          role="status"
        >
          {broken.join(', ')} would start this workflow again, without end. Remove them or choose
          another trigger.
        </Alert>
      )}
    </Stack>
  );
}
