import { Alert, Select, Stack, Text } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { TRIGGER_EVENTS, TRIGGER_TITLES, type TriggerEvent } from '../graph/graph';
import { usePanel } from './panel';
import type { KindView, PanelProps } from './view';

/** When each trigger fires, in the guide's words. */
export const FIRES_WHEN: Record<TriggerEvent, string> = {
  'conversation.created': 'A brand-new conversation is created',
  'conversation.session_started': 'A new session begins within a conversation',
  'conversation.ai_assigned': 'An AI persona is assigned to a conversation',
  'conversation.user_assigned': 'A team member is assigned to a conversation',
  'conversation.opened': "A conversation's status changes to Open",
  'conversation.resolved': 'A conversation is marked as Resolved',
  'conversation.starred': 'A conversation is starred',
  'conversation.label_added': 'A label is added to a conversation',
  'conversation.label_removed': 'A label is removed from a conversation',
};

function Panel({ config, change }: PanelProps<'trigger'>) {
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

export const trigger: KindView<'trigger'> = {
  title: 'Trigger',
  category: 'Triggers',
  help: 'The event that starts the workflow. There is exactly one.',
  keywords: 'start event when',
  icon: IconBolt,
  colour: 'violet',
  defaults: () => ({}),
  summary: (config) =>
    config.event ? `When: ${TRIGGER_TITLES[config.event]}` : 'Choose what starts this workflow',
  Panel,
};
