import { ManyField } from '../fields/pickers';
import type { PanelProps } from '../view';

interface Props {
  label: string;
  value: string[];
  change(part: { labels: string[] }): void;
}

function LabelsField({ label, value, change }: Props) {
  return (
    <ManyField
      label={label}
      catalogue="labels"
      placeholder="Choose labels"
      pointer="/labels"
      required
      value={value}
      onChange={(labels) => change({ labels })}
    />
  );
}

export function AddLabelPanel({ config, change }: PanelProps<'addLabel'>) {
  return <LabelsField label="Labels to add" value={config.labels} change={change} />;
}

export function RemoveLabelPanel({ config, change }: PanelProps<'removeLabel'>) {
  return <LabelsField label="Labels to remove" value={config.labels} change={change} />;
}
