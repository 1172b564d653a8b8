// What one model of the measured application has in the files that use its services.

export function writeViews(model: string, _: string, index: number): string {
  const low = model.toLowerCase();
  return `async def ${low}_list(request: HttpRequest):
    rows = await services.list_${low}s(state=request.GET.get("state"), search=request.GET.get("search", ""))
    return JsonResponse({"rows": rows, "count": await services.count_${low}s()})


async def ${low}_detail(request: HttpRequest, pk: int):
    row = await services.get_${low}(pk)
    if row is None:
        raise Http404("no such ${low}")
    return JsonResponse({"name": row.name, "state": row.state, "text": await services.refresh_${low}(pk)})


async def ${low}_create(request: HttpRequest):
    data = json.loads(request.body)
    errors = {}
    if not data.get("name"):
        errors["name"] = "missing"
    try:
        price = float(data.get("price", 0))
    except ValueError:
        errors["price"] = "not a number"
    if errors:
        return JsonResponse({"errors": errors}, status=400)
    row = await services.create_${low}(data["name"], price)
    return JsonResponse({"id": row.pk}, status=201)


@require_GET
def ${low}_report(request: HttpRequest):
    rows = ${model}.objects.cheap(50)
    lines = []
    for row in rows:
        lines.append(helpers.describe_${low}(row, verbose=True))
    return JsonResponse({"lines": lines, "total": rows.count()})


class ${model}View(View):
    template_name = "${low}.html"

    async def get(self, request, pk):
        row = await self.load(pk)
        return JsonResponse(self.serialize(row))

    async def post(self, request, pk):
        row = await self.load(pk)
        row.name = request.POST["name"]
        await row.asave()${index === 0 ? `\n        helpers.update_${low}(row, {"state": "open"})` : ''}
        return JsonResponse(self.serialize(row))

    async def delete(self, request, pk):
        row = await self.load(pk)
        await row.adelete()
        return JsonResponse({})

    async def load(self, pk):
        row = await ${model}.objects.select_related("parent").filter(pk=pk).afirst()
        if row is None:
            raise Http404
        return row

    def serialize(self, row):
        return {"id": row.pk, "name": row.name, "parent": row.parent.name if row.parent else None}
`;
}

export function writeAdmin(model: string): string {
  return `@admin.register(${model})
class ${model}Admin(admin.ModelAdmin):
    list_display = ["name", "state", "price", "label"]
    list_filter = ["state", "active"]
    search_fields = ["name", "parent__name"]
    actions = ["close"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("parent")

    @admin.action(description="Close")
    def close(self, request, queryset):
        for row in queryset:
            row.close("by admin")
`;
}

export function writeTests(model: string, other: string): string {
  const low = model.toLowerCase();
  return `class ${model}Tests(TestCase):
    def setUp(self):
        self.parent = ${other}.objects.create(name="parent", price=5)
        self.row = ${model}.objects.create(name="first", price=12)

    def test_find(self):
        self.assertEqual(helpers.find_${low}(self.row.pk), self.row)
        self.assertIsNone(helpers.find_${low}(0))

    def test_describe(self):
        self.assertIn("first", helpers.describe_${low}(self.row))
        self.assertIn("new", helpers.describe_${low}(self.row, verbose=True))

    async def test_list(self):
        rows = await services.list_${low}s()
        self.assertEqual([row["name"] for row in rows], ["first"])

    async def test_create(self):
        row = await services.create_${low}("second", 3)
        self.assertEqual(await ${model}.objects.acount(), 2)
        await row.arefresh_from_db()
        self.assertEqual(row.name, "second")

    async def test_rename(self):
        await services.rename_${low}_later(self.row.pk, "other")
        await self.row.arefresh_from_db()
        self.assertEqual(self.row.name, "other")

    def test_import(self):
        importer = helpers.${model}Importer([{"name": "a", "price": "1"}, {"name": "b"}])
        self.assertEqual(importer.run(), 2)
        self.assertEqual(len(importer.errors), 1)
`;
}
