using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Collects the items of a feed, with a limit on their number, and decides which of them are complete.</summary>
internal static class FeedItems
{
    private const int MaxItems = 10_000;

    /// <summary>
    /// Returns the items anywhere below the root, but not items inside other items. An item that is truncated at the end of the
    /// document counts if it has a title or text and an address.
    /// </summary>
    /// <param name="root">The root element of the feed.</param>
    /// <param name="names">The names of an item, in order of preference: a name is used only if the feed has no item of the
    /// previous one, because some feeds use the item name of the other format.</param>
    public static List<FeedNode> Collect(FeedNode root, params ReadOnlySpan<string> names)
    {
        var items = new List<FeedNode>();
        foreach (var name in names)
        {
            Collect(root, name, items);
            if (items.Count > 0)
                break;
        }

        if (items.Count > 1 && !items[^1].IsFinished && !HasHead(items[^1]))
            items.RemoveAt(items.Count - 1);
        return items;
    }

    public static IReadOnlyList<ParsedItem> Read<TItem>(
        IReadOnlyCollection<TItem> items, Func<TItem, ParsedItem> read, CancellationToken cancellationToken)
    {
        var parsed = new List<ParsedItem>(Math.Min(items.Count, MaxItems));
        foreach (var item in items.Take(MaxItems))
        {
            cancellationToken.ThrowIfCancellationRequested();
            parsed.Add(read(item));
        }

        return parsed;
    }

    /// <summary>Returns the texts of the children with these names, in the order of the document.</summary>
    public static IEnumerable<string> TextsOf(IEnumerable<FeedNode> items, FrozenSet<string> names)
    {
        foreach (var item in items)
        {
            foreach (var child in item.Children)
            {
                if (names.Contains(child.Name))
                    yield return child.InnerText();
            }
        }
    }

    private static bool HasHead(FeedNode item) =>
        item.Children.Exists(child => child is { IsFinished: true, Name: "title" or "atom:title" })
        && item.Children.Exists(child => child is { IsFinished: true, Name: "link" or "guid" or "atom:link" or "atom:id" });

    private static void Collect(FeedNode node, string name, List<FeedNode> items)
    {
        foreach (var child in node.Children)
        {
            if (child.Name == name)
                items.Add(child);
            else if (!child.IsText && child.Name is "channel" or "items" or "rss" or "rdf:rdf" or "atom:feed" or "atom:channel")
                Collect(child, name, items);
        }
    }
}
