import { IconRobot, IconUser } from '@tabler/icons-react';
import type { KindView } from './view';

export const assignToUser: KindView<'assignToUser'> = {
  title: 'Assign to User',
  category: 'Actions',
  group: 'Assignment',
  help: 'Assign the conversation to a specific team member.',
  keywords: 'agent human person route owner',
  icon: IconUser,
  colour: 'orange',
  defaults: () => ({ user: '' }),
  summary: ({ user }, names) =>
    user ? `Assign to ${names.user(user) ?? '…'}` : 'Choose a team member',
};

export const assignToAi: KindView<'assignToAi'> = {
  title: 'Assign to AI',
  category: 'Actions',
  group: 'Assignment',
  help: 'Assign the conversation to a specific AI persona.',
  keywords: 'agent bot persona route',
  icon: IconRobot,
  colour: 'orange',
  defaults: () => ({ persona: '' }),
  summary: ({ persona }, names) =>
    persona ? `Assign to ${names.persona(persona) ?? '…'}` : 'Choose an AI persona',
};
