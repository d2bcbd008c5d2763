import { IconBolt } from '@tabler/icons-react';
import { TRIGGER_TITLES, type TriggerEvent } from '../graph/graph';
import type { KindView } from './view';

/** When each trigger fires. */
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
};
