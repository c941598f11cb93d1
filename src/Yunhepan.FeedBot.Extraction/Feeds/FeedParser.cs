using Yunhepan.FeedBot.Extraction.Charsets;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Parses the text of a feed in any format into a <see cref="ParsedFeed"/>.</summary>
internal static class FeedParser
{
    /// <summary>The greatest depth at which the root of a feed may lie inside wrapping elements.</summary>
    private const int DeepestRoot = 12;

    /// <summary>Returns the feed, or null if the text is not a feed.</summary>
    public static ParsedFeed? Parse(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        decoded = decoded with { Text = PreformattedDocument.Unwrap(decoded.Text) };
        if (FeedSniffer.FindJson(decoded.Text) is >= 0 and var json)
            return JsonFeedReader.Read(request, decoded with { Text = decoded.Text[json..] }, cancellationToken);
        var start = FeedSniffer.FindXml(decoded.Text);
        return start < 0
            ? null : ParseXml(request, decoded with { Text = CharacterReferences.JoinPairs(decoded.Text[start..]) }, cancellationToken);
    }

    private static ParsedFeed? ParseXml(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        var tree = new FeedTreeBuilder(mends: false);
        if (!StrictXmlReader.TryRead(decoded.Text, tree, cancellationToken))
        {
            tree = new FeedTreeBuilder(mends: true);
            new TolerantXmlReader(decoded.Text, tree).Read(cancellationToken);
        }

        var root = FindRoot(tree.Document, DeepestRoot);
        if (root is null)
            return null;
        var scope = FeedScope.For(request);
        return root.Name.StartsWith("atom:", StringComparison.Ordinal)
            ? AtomReader.Read(root, tree.Addresses, decoded.EncodingName, scope, cancellationToken)
            : RssReader.Read(root, tree.Addresses, decoded.EncodingName, scope, cancellationToken);
    }

    /// <summary>
    /// Finds the root of the feed at the top, else inside what was wrapped around it: a service's envelope or a browser's page.
    /// </summary>
    private static FeedNode? FindRoot(FeedNode node, int depth)
    {
        var root = node.Children.Find(child => IsRoot(child.Name));
        if (root is not null || depth == 0)
            return root;
        foreach (var child in node.Children)
        {
            root = child.IsText ? null : FindRoot(child, depth - 1);
            if (root is not null)
                return root;
        }

        return null;
    }

    private static bool IsRoot(string name) => name is "rss" or "rdf:rdf" or "atom:feed" or "atom:entry" or "channel";
}
