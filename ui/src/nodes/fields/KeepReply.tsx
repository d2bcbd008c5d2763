import { Switch } from '@mantine/core';

interface Props {
  facts: { label: string; help?: string };
  kept: boolean | undefined;
  onChange(kept: false | undefined): void;
}

/** A switch that keeps the reply of a call with the step; on by default. */
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
