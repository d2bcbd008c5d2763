import { Alert, Select, Stack, Text } from '@mantine/core';
import { TRIGGER_EVENTS, TRIGGER_TITLES, type TriggerEvent } from '../../graph/graph';
import { usePanel } from '../panel';
import { FIRES_WHEN } from '../trigger';
import type { PanelProps } from '../view';

export function TriggerPanel({ config, change }: PanelProps<'trigger'>) {
  const { problemAt, broken } = usePanel();
  return (
    <Stack gap="sm">
      <Select
        label="Trigger"
        placeholder="Choose what starts this workflow"
        required
        withAsterisk
        allowDeselect={false}
        data={TRIGGER_EVENTS.map((event) => ({ value: event, label: TRIGGER_TITLES[event] }))}
        value={config.event ?? null}
        onChange={(event) => event && change({ event: event as TriggerEvent })}
        error={problemAt('/event')}
        maxDropdownHeight={400}
      />
      {config.event && (
        <Text size="sm" c="dimmed">
          Fires when: {FIRES_WHEN[config.event]}.
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
