using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Feeds;

namespace Yunhepan.FeedBot.Extraction.Opml;

/// <summary>A subscription as an OPML file states it.</summary>
/// <param name="Address">The address of the feed as written, without surrounding blanks.</param>
/// <param name="Title">The title for people; null if it is blank.</param>
/// <param name="Folder">The titles of the outlines around it, outermost first; if there are none, the path in its <c>category</c>
/// attribute.</param>
/// <param name="Leads">The kind of resource that the address leads to.</param>
public sealed record OpmlSubscription(string Address, string? Title, IReadOnlyList<string> Folder, OutlineTarget Leads);

/// <summary>The kind of resource that an outline leads to.</summary>
public enum OutlineTarget
{
    /// <summary>A feed.</summary>
    Feed,

    /// <summary>A page (<c>type="link"</c>, or only <c>htmlUrl</c>); no feed is stated.</summary>
    Page,

    /// <summary>Another list of subscriptions (<c>type="include"</c>).</summary>
    List,

    /// <summary>The outline is no folder of others and states no address.</summary>
    Nothing,
}

/// <summary>
/// Reads subscription lists (http://opml.org/spec2.opml) as feed readers of the last twenty years wrote them: in any character
/// set, with bare ampersands and quotes, names in capitals, folders marked as feeds, and addresses under other names.
/// </summary>
public static class OpmlReader
{
    /// <summary>The most entries of a file that are read.</summary>
    public const int MostSubscriptions = 20_000;

    private const int LongestTitle = 200;

    /// <exception cref="FormatException">The file is not OPML or contains no subscription; the message says which.</exception>
    public static IReadOnlyList<OpmlSubscription> Read(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var text = CharacterReferences.JoinPairs(TextDecoder.Decode(file, null, null, isXml: true).Text);
        var start = text.IndexOf('<', StringComparison.Ordinal);
        if (start < 0)
            throw new FormatException("is no OPML: it holds no element");
        // In a truncated file the last element may contain half an address.
        if (text.LastIndexOf('>') < start)
            throw new FormatException("is no OPML: it ends within its first element");
        if (text.LastIndexOf('<') is var open && open > start && text.LastIndexOf('>') < open)
            text = text[..open];
        var tree = new FeedTreeBuilder(mends: false);
        if (!StrictXmlReader.TryRead(text[start..], tree, cancellationToken))
        {
            tree = new FeedTreeBuilder(mends: false);
            new TolerantXmlReader(text[start..], tree).Read(cancellationToken);
        }

        var root = tree.Document.Children.Find(node => !node.IsText);
        if (root?.Name != "opml")
            throw new FormatException($"is no OPML: its root element is <{root?.Name}>");
        List<OpmlSubscription> found = [];
        Collect(root, [], found);
        return found.Count > 0 ? found : throw new FormatException("holds no subscription");
    }

    private static void Collect(FeedNode node, IReadOnlyList<string> folder, List<OpmlSubscription> found)
    {
        foreach (var child in node.Children.Where(c => !c.IsText && found.Count < MostSubscriptions))
        {
            if (child.Name != "outline")
            {
                Collect(child, folder, found);
                continue;
            }

            var title = TitleOf(child);
            if (AddressOf(child) is { } address)
                found.Add(new OpmlSubscription(address.Value, title, folder.Count > 0 ? folder : CategoryOf(child), address.Leads));
            // A folder that is marked as a feed states no address but contains outlines.
            Collect(child, title is null || child.Attribute("xmlurl") is { Length: > 0 } ? folder : [.. folder, title], found);
        }
    }

    private static (string Value, OutlineTarget Leads)? AddressOf(FeedNode outline)
    {
        if (Stated(outline, "xmlurl") is { } feed)
            return (feed, OutlineTarget.Feed);
        var type = outline.Attribute("type")?.Trim().ToLowerInvariant();
        if (Stated(outline, "url") is { } url)
            return (url, type switch { "link" => OutlineTarget.Page, "include" => OutlineTarget.List, _ => OutlineTarget.Feed });
        // A folder may be marked as a feed, and may state the page of its subject.
        if (outline.Children.Exists(c => c.Name == "outline"))
            return null;
        return Stated(outline, "htmlurl") is { } page ? (page, OutlineTarget.Page) : ("", OutlineTarget.Nothing);
    }

    private static string? Stated(FeedNode outline, string attribute) =>
        outline.Attribute(attribute)?.Trim() is { Length: > 0 } value ? value : null;

    private static string? TitleOf(FeedNode outline)
    {
        var title = Stated(outline, "title") ?? Stated(outline, "text");
        title = title is null || !title.Any(char.IsControl) ? title : string.Concat(title.Where(c => !char.IsControl(c))).Trim();
        if (title is "")
            return null;
        if (title is not { Length: > LongestTitle })
            return title;
        return title[..(char.IsHighSurrogate(title[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)];
    }

    /// <summary>Returns the first path of <c>category="/Tech/Linux,news"</c>.</summary>
    private static string[] CategoryOf(FeedNode outline) =>
        outline.Attribute("category")?.Split(',')[0].Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? [];
}
