import { IconCircleCheck, IconMailOpened, IconStar, IconStarOff } from '@tabler/icons-react';
import type { KindView } from './view';

const shared = {
  category: 'Actions',
  group: 'Conversation management',
  defaults: () => ({}),
} as const;

export const openConversation: KindView<'openConversation'> = {
  ...shared,
  title: 'Open Conversation',
  help: 'Set the conversation status to Open.',
  keywords: 'status reopen',
  icon: IconMailOpened,
  colour: 'teal',
  summary: () => 'Set the status to Open',
};

export const resolveConversation: KindView<'resolveConversation'> = {
  ...shared,
  title: 'Resolve Conversation',
  help: 'Mark the conversation as Resolved.',
  keywords: 'status close done finish',
  icon: IconCircleCheck,
  colour: 'teal',
  summary: () => 'Mark as Resolved',
};

export const starConversation: KindView<'starConversation'> = {
  ...shared,
  title: 'Star Conversation',
  help: 'Star the conversation for quick access.',
  keywords: 'important favourite mark',
  icon: IconStar,
  colour: 'yellow',
  summary: () => 'Star for quick access',
};

export const unstarConversation: KindView<'unstarConversation'> = {
  ...shared,
  title: 'Unstar Conversation',
  help: 'Remove the star from a conversation.',
  keywords: 'important favourite mark remove',
  icon: IconStarOff,
  colour: 'yellow',
  summary: () => 'Remove the star',
};
