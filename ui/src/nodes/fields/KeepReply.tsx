import { Switch } from '@mantine/core';

interface Props {
  facts: { label: string; help?: string };
  kept: boolean | undefined;
  onChange(kept: false | undefined): void;
}

/** Whether the reply of a call is kept with the step; it is unless its author says otherwise. */
export function KeepReply({ facts, kept, onChange }: Props) {
  return (
    <Switch
      label={facts.label}
      description={facts.help}
      checked={kept !== false}
      onChange={(event) => onChange(event.currentTarget.checked ? undefined : false)}
    />
  );
}
