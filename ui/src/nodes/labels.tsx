import { IconTag, IconTagOff } from '@tabler/icons-react';
import type { KindView, Names } from './view';
import { listed } from './words';

const summaryOf = (verb: string) => (config: { labels: string[] }, names: Names) =>
  config.labels.length > 0
    ? `${verb} ${listed(config.labels.map((id) => names.label(id) ?? '…'))}`
    : 'Choose labels';

const shared = {
  category: 'Actions',
  group: 'Labels',
  colour: 'grape',
  defaults: () => ({ labels: [] }),
} as const;

export const addLabel: KindView<'addLabel'> = {
  ...shared,
  title: 'Add Label',
  help: 'Apply one or more labels to the conversation.',
  keywords: 'tag mark',
  icon: IconTag,
  summary: summaryOf('Add'),
};

export const removeLabel: KindView<'removeLabel'> = {
  ...shared,
  title: 'Remove Label',
  help: 'Remove one or more labels from the conversation.',
  keywords: 'tag unmark',
  icon: IconTagOff,
  summary: summaryOf('Remove'),
};
