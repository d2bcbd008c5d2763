import { Button, Group, Stack, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { changeItem, createItem, type Item, itemQuery } from '../api/catalogues';
import { Dialog } from '../parts/Dialog';
import { tellFaults } from '../parts/faults';
import { Loaded } from '../parts/Loaded';
import { notifyDone } from '../parts/notify';
import { useRefresh } from './actions';
import classes from './catalogues.module.css';
import { type Kind, nameOf } from './kind';
import { strings } from './strings';
import { UsedBy } from './UsedBy';

interface Props<V extends Item, D extends object> {
  kind: Kind<V, D>;
  /** Absent for one that is to be. */
  id?: string;
  mayWrite: boolean;
  close: () => void;
  /** Shows another item in place of this one. */
  open: (id: string) => void;
}

/** One item: what it is, editable, and who uses it. */
export function ItemDialog<V extends Item, D extends object>(props: Props<V, D>) {
  const { kind, id, mayWrite, close } = props;
  const edit = mayWrite ? kind.words.editTitle : kind.words.title;
  return (
    <Dialog close={close} size="lg" title={id === undefined ? kind.words.create : edit}>
      {id === undefined ? (
        <ItemForm {...props} item={undefined} />
      ) : (
        <Existing {...props} id={id} />
      )}
    </Dialog>
  );
}

function Existing<V extends Item, D extends object>(props: Props<V, D> & { id: string }) {
  const found = useQuery(itemQuery<V>(props.kind.catalogue, props.id));
  return (
    <Loaded query={found} failed={strings.failedItem} lines={3}>
      {(item) => <ItemForm {...props} item={item} />}
    </Loaded>
  );
}

function ItemForm<V extends Item, D extends object>({
  kind,
  item,
  mayWrite,
  close,
  open,
}: Props<V, D> & { item: V | undefined }) {
  const refresh = useRefresh(kind.catalogue);
  const [made, setMade] = useState<ReactNode>();
  const form = useForm<D>({
    initialValues: kind.draft(item),
    validate: (draft) => kind.check(draft),
  });
  const send = async (draft: D) => {
    try {
      const body = kind.body(draft, item);
      const kept = item
        ? await changeItem<V>(kind.catalogue, item.id, body)
        : await createItem<V>(kind.catalogue, body);
      await refresh();
      notifyDone(strings.saved(nameOf(kind, kept)));
      const shown = item === undefined ? kind.made?.(kept, close) : undefined;
      if (shown) {
        setMade(shown);
      } else if (!item && kind.staysOpen?.(kept)) {
        open(kept.id);
      } else {
        close();
      }
    } catch (thrown) {
      tellFaults(form, thrown, strings.failedSave, kind.unique);
    }
  };
  const { Fields, More } = kind;
  if (made) {
    return made;
  }
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack>
        <fieldset disabled={!mayWrite} className={classes.plain}>
          <Fields form={form} item={item} />
        </fieldset>
        {item && More && (
          <section className={classes.uses}>
            <More item={item} />
          </section>
        )}
        {item && !kind.unused && (
          <section className={classes.uses}>
            <Title order={3} size="h5" mb={6}>
              {strings.usedBy}
            </Title>
            <UsedBy catalogue={kind.catalogue} id={item.id} />
          </section>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {mayWrite ? strings.cancel : strings.close}
          </Button>
          {mayWrite && (
            <Button type="submit" loading={form.submitting}>
              {strings.save}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
