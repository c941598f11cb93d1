using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>The members that feeds.json may have, in the order of feeds.schema.json, which is their only definition.</summary>
internal static class CatalogueMembers
{
    private static readonly JsonElement Schema = ReadSchema();

    public static readonly string[] Root = Names(Schema);

    public static readonly string[] Site = Names(Definition("site"));

    public static readonly string[] Name = Names(Definition("name").GetProperty("oneOf")[1]);

    public static readonly string[] Category = Names(Definition("category"));

    public static readonly string[] Match = Names(Definition("match"));

    public static readonly string[] Publisher = Names(Definition("publisher"));

    public static readonly string[] Region = Names(Definition("region"));

    public static readonly string[] Source = Names(Definition("source"));

    public static readonly string[] Licence = Names(PartOfSource("licence"));

    public static readonly string[] Login = Names(PartOfSource("login"));

    public static readonly string[] Selectors = Names(PartOfSource("selectors"));

    public static readonly string[] Target = Names(Definition("target"));

    public static readonly string[] Format = Names(
        Definition("target").GetProperty("properties").GetProperty("format").GetProperty("oneOf")[1]);

    public static readonly string[] Follow = Names(Definition("follow"));

    public static readonly string[] Digest = Names(Definition("digest"));

    public static readonly string[] Quiet = Names(Definition("quiet"));

    private static JsonElement Definition(string name) => Schema.GetProperty("$defs").GetProperty(name);

    private static JsonElement PartOfSource(string name) => Definition("source").GetProperty("properties").GetProperty(name);

    private static string[] Names(JsonElement schema) =>
        [.. schema.GetProperty("properties").EnumerateObject().Select(member => member.Name)];

    private static JsonElement ReadSchema()
    {
        using var stream = typeof(CatalogueMembers).Assembly.GetManifestResourceStream("feeds.schema.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
