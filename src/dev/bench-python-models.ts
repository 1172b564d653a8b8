// What one model of the measured application has of each file: its tables, the helpers that read them and the services above.

export function writeModel(model: string, other: string, target: string): string {
  const low = model.toLowerCase();
  return `class ${model}QuerySet(models.QuerySet):
    def active(self):
        return self.filter(active=True)

    def cheap(self, limit=100):
        return self.active().filter(price__lt=limit)

    def newest(self):
        return self.order_by("-created").first()

    async def anewest(self):
        return await self.order_by("-created").afirst()


class ${model}(models.Model):
    STATES = [("new", "New"), ("open", "Open"), ("done", "Done")]

    name = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=STATES, default="new")
    price = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    parent = models.ForeignKey(${target}, null=True, on_delete=models.CASCADE, related_name="${low}s")

    objects = ${model}QuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return f"{self.name} ({self.state})"

    @property
    def label(self):
        return self.parent.name if self.parent_id else self.name

    def total(self):
        values = []
        for child in self.children():
            values.append(child.price)
        return sum(values)

    def children(self):
        return ${other}.objects.filter(name=self.name).select_related("parent")

    def close(self, reason=None):
        self.state = "done"
        if reason is not None:
            self.name = f"{self.name}: {reason}"
        self.save(update_fields=["state", "name"])
`;
}

export function writeHelpers(model: string, other: string): string {
  const low = model.toLowerCase();
  return `def find_${low}(pk):
    return load_${low}({"pk": pk})


def load_${low}(conditions):
    found = query_${low}(conditions)
    if not found:
        logger.warning("no ${low} for %s", conditions)
        return None
    return found[0]


def query_${low}(conditions):
    rows = ${model}.objects.filter(**conditions).select_related("parent", "owner")
    return list(rows[:10])


def describe_${low}(row, *, verbose=False):
    parts = [row.name, row.state]
    if verbose:
        parts.append(row.label)
        parts.extend(str(child) for child in row.children())
    elif row.price > 10:
        parts.append(f"{row.price:.2f}")
    else:
        parts.append("cheap")
    return ", ".join(parts)


def update_${low}(row, values):
    changed = []
    for key, value in values.items():
        if getattr(row, key, None) == value:
            continue
        setattr(row, key, value)
        changed.append(key)
    if changed:
        row.save(update_fields=changed)
    return changed


@transaction.atomic
def merge_${low}(first_pk, second_pk):
    first = find_${low}(first_pk)
    second = find_${low}(second_pk)
    if first is None or second is None:
        return None
    for child in ${other}.objects.filter(name=second.name):
        child.name = first.name
        child.save()
    second.delete()
    return first


class ${model}Importer:
    def __init__(self, rows, batch_size=100):
        self.rows = rows
        self.batch_size = batch_size
        self.seen = {}
        self.errors = []
        self.query = ${model}.objects.active()

    def run(self):
        for row in self.rows:
            try:
                self.seen[row["name"]] = self.convert(row)
            except (KeyError, ValueError) as error:
                self.errors.append((row, str(error)))
        return self.store()

    def convert(self, row):
        price = float(row["price"])
        if price < 0:
            raise ValueError("negative")
        return ${model}(name=row["name"], price=price)

    def store(self):
        batch = list(self.seen.values())
        while batch:
            ${model}.objects.bulk_create(batch[: self.batch_size])
            batch = batch[self.batch_size :]
        return self.query.count()
`;
}

export function writeService(model: string, other: string, hasEarlier: boolean): string {
  const low = model.toLowerCase();
  return `async def get_${low}(pk):
    return await sync_to_async(helpers.find_${low})(pk)


async def list_${low}s(limit=20, state=None, search=""):
    rows = ${model}.objects.active().select_related("parent")
    if state:
        rows = rows.filter(state=state)
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(parent__name__icontains=search))
    result = []
    async for row in rows[:limit]:
        result.append({"id": row.pk, "name": row.name, "parent": row.parent.name})
    return result


async def count_${low}s():
    return await ${model}.objects.acount()


async def create_${low}(name, price, parent=None):
    row = await ${model}.objects.acreate(name=name, price=price, parent=parent)
    try:
        await notify_${low}(row)
    except OSError as error:
        row.state = str(error)
        await row.asave()
    return row


async def notify_${low}(row, retries=3):
    for attempt in range(retries):
        if attempt:
            await asyncio.sleep(attempt)
        if row.active:
            return True
    return False


async def summarize_${low}s(pks):
    totals = {}
    async for row in ${model}.objects.filter(pk__in=pks).annotate(size=Count("parent")):
        totals[row.pk] = row.size
    names = [row.name async for row in ${other}.objects.filter(pk__in=pks)]
    rows = await asyncio.gather(*[get_${low}(pk) for pk in pks])
    return totals, names, [row.name for row in rows if row]


def rename_${low}(pk, name):
    with transaction.atomic():
        row = helpers.find_${low}(pk)
        if row is None:
            return None
        helpers.update_${low}(row, {"name": name})
    return row


async def rename_${low}_later(pk, name):
    return await sync_to_async(rename_${low})(pk, name)


async def refresh_${low}(pk):
    ${hasEarlier ? `await earlier.get_${low}(pk)\n    ` : ''}row = await get_${low}(pk)
    if row is None:
        return None
    return await sync_to_async(helpers.describe_${low})(row, verbose=True)
`;
}
