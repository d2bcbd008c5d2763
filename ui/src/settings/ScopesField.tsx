import { Checkbox, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Scope } from '../api/session';
import { presets, scopes, strings } from './keyStrings';
import classes from './settings.module.css';

type Preset = keyof typeof presets | 'custom';

interface Props {
  value: Scope[];
  onChange: (scopes: Scope[]) => void;
  error?: ReactNode;
}

const single: Scope[] = (Object.keys(scopes) as Scope[]).filter(
  (one) => one !== 'read' && one !== 'admin',
);

/** The permissions of a key: one of the usual sets, or each on its own. */
export function ScopesField({ value, onChange, error }: Props) {
  const [preset, setPreset] = useState<Preset>('events');
  const choose = (next: Preset) => {
    setPreset(next);
    onChange(
      next === 'custom' ? value.filter((one) => single.includes(one)) : [...presets[next].scopes],
    );
  };
  return (
    <>
      <NativeSelect
        label={strings.scopes}
        description={preset === 'custom' ? undefined : presets[preset].text}
        error={preset === 'custom' ? undefined : error}
        data={[
          ...Object.entries(presets).map(([key, { name }]) => ({ value: key, label: name })),
          { value: 'custom', label: strings.custom },
        ]}
        value={preset}
        onChange={(event) => choose(event.currentTarget.value as Preset)}
      />
      {preset === 'custom' && (
        <Checkbox.Group
          label={strings.customScopes}
          value={value}
          onChange={(chosen) => onChange(chosen as Scope[])}
          error={error}
        >
          <div className={`${classes.two} ${classes.scopes}`}>
            {single.map((scope) => (
              <Checkbox key={scope} value={scope} label={scopes[scope]} description={scope} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  );
}
