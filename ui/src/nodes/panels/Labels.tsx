import { LabelsField } from '../fields/pickers';
import type { PanelProps } from '../view';

export function AddLabelPanel({ config, change }: PanelProps<'addLabel'>) {
  return (
    <LabelsField
      label="Labels to add"
      pointer="/labels"
      value={config.labels}
      onChange={(labels) => change({ labels })}
    />
  );
}

export function RemoveLabelPanel({ config, change }: PanelProps<'removeLabel'>) {
  return (
    <LabelsField
      label="Labels to remove"
      pointer="/labels"
      value={config.labels}
      onChange={(labels) => change({ labels })}
    />
  );
}
