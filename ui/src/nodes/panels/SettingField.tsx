import { Select, Switch, TextInput } from '@mantine/core';
import type { Configs, NodeKind, SettingFacts } from '../../api/kinds';
import { kinds } from '../../generated/kinds';
import { NumberField } from '../../parts/NumberField';
import { JsonField } from '../fields/JsonField';
import { ManyField, OneField, OneOrNewField } from '../fields/pickers';
import { TemplateField } from '../fields/TemplateField';
import { Warning } from '../fields/Warning';
import { usePanel } from '../panel';
import type { PanelProps } from '../view';

interface Props<K extends NodeKind> extends PanelProps<K> {
  name: keyof Configs[K] & string;
}

/** One setting, asked for as its kind describes it. */
export function SettingField<K extends NodeKind>({ node, name, config, change }: Props<K>) {
  const facts: SettingFacts<Configs[K]> = kinds[node.kind].settings[name];
  return facts.when === undefined || config[facts.when] === true ? (
    <Control
      facts={facts}
      pointer={`/${name}`}
      value={config[name]}
      onChange={(value) => change({ [name]: value } as Partial<Configs[K]>)}
    />
  ) : null;
}

interface ControlProps<C> {
  facts: SettingFacts<C>;
  pointer: string;
  value: unknown;
  onChange(value: unknown): void;
}

function Control<C>(props: ControlProps<C>) {
  const { facts, pointer, value, onChange } = props;
  const { problemAt } = usePanel();
  const { label, help, placeholder = '', required = false, lines = 1 } = facts;
  const error = problemAt(pointer);
  const shared = { label, description: help, error };
  const text = typeof value === 'string' ? value : '';
  switch (facts.control) {
    case 'text':
      return (
        <TextInput
          {...shared}
          placeholder={placeholder}
          required={required}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'template':
      return (
        <TemplateField
          label={label}
          description={help}
          pointer={pointer}
          value={text}
          onChange={onChange}
          placeholder={placeholder}
          rows={lines}
          single={lines === 1}
          required={required}
        />
      );
    case 'number':
    case 'whole':
      return <NumberControl {...props} />;
    case 'switch':
      return (
        <Switch
          label={label}
          description={help}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...shared}
          placeholder={placeholder}
          withAsterisk={required}
          allowDeselect={false}
          data={facts.choices ?? []}
          value={text || null}
          onChange={(chosen) => chosen && onChange(chosen)}
        />
      );
    case 'many':
    case 'one':
      return <PickerControl {...props} />;
    case 'panel':
    case 'json':
      return (
        <div>
          <JsonField {...shared} value={value} onChange={onChange} />
          <Warning at={pointer} />
        </div>
      );
  }
}

function NumberControl<C>({ facts, pointer, value, onChange }: ControlProps<C>) {
  const { problemAt } = usePanel();
  const { label, help, placeholder, required, control, least, most } = facts;
  return (
    <NumberField
      label={label}
      description={help}
      error={problemAt(pointer)}
      placeholder={placeholder}
      withAsterisk={required ?? false}
      whole={control === 'whole'}
      min={least}
      max={most}
      value={typeof value === 'number' && value >= (least ?? value) ? value : undefined}
      onChange={onChange}
      // Not possible, so that nothing is published that is not what was written.
      onWrong={() => onChange((least ?? 0) - 1)}
    />
  );
}

/** Items of a catalogue; of skill sets one alone can be chosen, and none created. */
function PickerControl<C>({ facts, pointer, value, onChange }: ControlProps<C>) {
  const { label, placeholder = '', catalogue, control, required = false } = facts;
  const shared = { label, placeholder, pointer };
  const text = typeof value === 'string' ? value : '';
  if (catalogue === undefined || catalogue === 'skill-sets') {
    return <OneField {...shared} catalogue="skill-sets" value={text} onChange={onChange} />;
  }
  return control === 'one' ? (
    <OneOrNewField {...shared} catalogue={catalogue} value={text} onChange={onChange} />
  ) : (
    <ManyField
      {...shared}
      catalogue={catalogue}
      required={required}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={onChange}
    />
  );
}
