import { IconTag, IconTagOff } from '@tabler/icons-react';
import { LabelsField } from './fields/pickers';
import type { KindView, Names, PanelProps } from './view';
import { listed } from './words';

function AddPanel({ config, change }: PanelProps<'addLabel'>) {
  return (
    <LabelsField
      label="Labels to add"
      pointer="/labels"
      value={config.labels}
      onChange={(labels) => change({ labels })}
    />
  );
}

function RemovePanel({ config, change }: PanelProps<'removeLabel'>) {
  return (
    <LabelsField
      label="Labels to remove"
      pointer="/labels"
      value={config.labels}
      onChange={(labels) => change({ labels })}
    />
  );
}

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
  Panel: AddPanel,
};

export const removeLabel: KindView<'removeLabel'> = {
  ...shared,
  title: 'Remove Label',
  help: 'Remove one or more labels from the conversation.',
  keywords: 'tag unmark',
  icon: IconTagOff,
  summary: summaryOf('Remove'),
  Panel: RemovePanel,
};
