using System.Globalization;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads RSS 0.90 to 2.0 and RSS 1.0 (RDF), which share a vocabulary and differ in structure.</summary>
internal static class RssReader
{
    /// <summary>The names of the copyright element in RSS and Atom.</summary>
    public static readonly string[] Rights =
        ["copyright", "atom:rights", "atom:copyright", "dc:rights", "dcterms:rights", "media:copyright"];

    private static readonly string[] Descriptions =
    [
        "description", "dc:description", "dcterms:description", "atom:subtitle", "atom:tagline", "itunes:summary", "itunes:subtitle",
        "subtitle", "tagline",
        "abstract", "googleplay:description", "media:description",
    ];

    public static ParsedFeed Read(
        FeedNode root, IEnumerable<string> addresses, string encoding, FeedScope scope, CancellationToken cancellationToken)
    {
        var channel = root.Name == "channel" ? root : root.Child("channel") ?? root;
        scope = scope.Into(root).Into(channel);
        var title = Inline(channel, "title") ?? Inline(channel, "dc:title") ?? Inline(channel, "atom:title")
            ?? Inline(channel, "media:title") ?? Inline(channel, "itunes:title");
        var language = FeedScope.Tag(Text(channel, "language") ?? Text(channel, "dc:language") ?? Text(channel, "dcterms:language"));
        var items = FeedItems.Collect(root, "item", "entry", "atom:entry", "atom:item");
        scope = FeedLanguage.Settle(scope, language, title, items.Select(item => item.Child("title")))
            .WithOrderOf(FeedItems.TextsOf(items, RssItemReader.DateNames));
        var home = Links.Rss(channel, scope, out var self) ?? scope.Url(channel.Attribute("href"));
        var image = channel.Child("image") ?? root.Child("image");
        // A feed without an address of its own is resolved against the address of its site.
        var itemScope = scope.Base is null ? scope with { Base = Html.WebAddress.ParseBase(home) } : scope;
        var authors = new List<ParsedAuthor>();
        foreach (var node in channel.Children)
            FeedAuthors.Add(authors, RssItemReader.Author(node, scope, isFeed: true));
        // The webmaster counts as the author of a feed only if it names no other.
        if (authors.Count == 0)
            FeedAuthors.Add(authors, FeedAuthors.FromText(Text(channel, "webmaster") ?? Text(channel, "dc:publisher")));
        return new ParsedFeed
        {
            Kind = DocumentKind.Feed,
            Format = Format(root, addresses),
            Encoding = encoding,
            Title = title,
            HomePageUrl = home,
            FeedUrl = self ?? scope.Url(channel.Attribute("self")) ?? scope.Url(scope.Request.Url),
            Description = FirstInline(channel, Descriptions),
            IconUrl = scope.Url(image is null ? null : Text(image, "url") ?? image.Attribute("rdf:resource") ?? image.Attribute("href"))
                ?? FeedMedia.Picture(channel, scope) ?? scope.Url(Text(channel, "atom:logo"))
                    ?? scope.Url(channel.Child("logo")?.Attribute("href")),
            FaviconUrl = scope.Url(Text(channel, "atom:icon")),
            Language = scope.Language,
            Rights = FirstInline(channel, Rights),
            Authors = authors,
            Hubs = Links.WithRelation(channel, "hub", scope),
            NextPageUrl = Links.WithRelation(channel, "next", scope) is [var next, ..] ? next : null,
            TimeToLive = TimeToLive(channel),
            SkipHours = [.. Texts(channel.Child("skiphours"), "hour").Select(Hour).OfType<int>().Distinct()],
            SkipDays = [.. Texts(channel.Child("skipdays"), "day").Select(Day).OfType<DayOfWeek>().Distinct()],
            Items = FeedItems.Read(items, item => RssItemReader.Read(item, itemScope), cancellationToken),
        };
    }

    public static string? Text(FeedNode node, string name)
    {
        if (!node.MayHave(name))
            return null;
        foreach (var child in node.Children)
        {
            if (child.Name == name && child.InnerText().Trim() is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    public static string? Inline(FeedNode node, string name)
    {
        if (!node.MayHave(name))
            return null;
        foreach (var child in node.Children)
        {
            if (child.Name == name && FeedText.ReadRss(child).Inline() is { } text)
                return text;
        }

        return null;
    }

    /// <summary>Returns the text of the first of these elements that has any.</summary>
    public static string? FirstInline(FeedNode node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Inline(node, name) is { } text)
                return text;
        }

        return null;
    }

    private static DocumentFormat Format(FeedNode root, IEnumerable<string> addresses)
    {
        if (root.Name.StartsWith("rdf:", StringComparison.Ordinal))
            return new(FormatFamily.Rss, addresses.Any(FeedNamespaces.IsRss09) ? "0.90" : "1.0");
        // The Channel Definition Format has addresses in attributes and abstracts for descriptions.
        if (root.Name == "channel"
            && (root.Attribute("href") is not null || root.Child("abstract") is not null
            || root.Child("item")?.Attribute("href") is not null))
            return new(FormatFamily.Cdf);
        var version = root.Attribute("version")?.Trim();
        var isNumber = version is { Length: > 0 and < 8 } && version.All(c => char.IsAsciiDigit(c) || c == '.');
        return new(FormatFamily.Rss, isNumber ? version : "2.0");
    }

    private static TimeSpan? TimeToLive(FeedNode channel)
    {
        if (Number(Text(channel, "ttl")) is { } minutes)
            return TimeSpan.FromMinutes(minutes);
        TimeSpan? period = Text(channel, "sy:updateperiod")?.ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => TimeSpan.FromDays(365),
            _ => null,
        };
        return period / (Number(Text(channel, "sy:updatefrequency")) ?? 1);
    }

    private static IEnumerable<string> Texts(FeedNode? node, string name) =>
        node?.Children.Where(child => child.Name == name).Select(child => child.InnerText().Trim()) ?? [];

    /// <summary>Returns an hour from 0 to 23; the 24 of older versions is midnight.</summary>
    private static int? Hour(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour is >= 0 and <= 24 ? hour % 24 : null;

    private static DayOfWeek? Day(string text) =>
        text.Length > 0 && char.IsLetter(text[0]) && Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) ? day : null;

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 600_000 ? number : null;
}
