namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>The members that feeds.json may have; feeds.schema.json names the same ones (a test compares them).</summary>
internal static class CatalogueMembers
{
    public static readonly string[] Root = ["$schema", "site", "categories", "publishers", "regions", "sources", "targets"];

    public static readonly string[] Site = ["title", "baseUrl", "language", "timeZone", "contact"];

    public static readonly string[] Name = ["zh", "en"];

    public static readonly string[] Category = ["id", "name", "priority", "match", "children"];

    public static readonly string[] Match = ["title", "any", "all", "none", "path", "tags"];

    public static readonly string[] Publisher = ["id", "name", "verified", "children"];

    public static readonly string[] Region = ["id", "name", "match", "children"];

    public static readonly string[] Source =
    [
        "id", "url", "name", "kind", "category", "publisher", "region", "every", "cron", "language", "timeZone", "encoding",
        "content", "licence", "include", "exclude", "selectors", "headers", "login", "cookies", "proxy", "enabled",
    ];

    public static readonly string[] Licence = ["text", "notice", "url"];

    public static readonly string[] Login = ["user", "password"];

    public static readonly string[] Selectors = ["items", "title", "date", "content"];

    public static readonly string[] Target =
        ["id", "kind", "url", "secret", "follow", "include", "exclude", "digest", "quiet", "language", "timeZone"];

    public static readonly string[] Follow = ["categories", "publishers", "regions", "sources", "words"];

    public static readonly string[] Digest = ["at", "on"];

    public static readonly string[] Quiet = ["from", "to", "urgentToo"];
}
