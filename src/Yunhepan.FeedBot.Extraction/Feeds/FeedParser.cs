using Yunhepan.FeedBot.Extraction.Charsets;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>The text of a feed in any format into a <see cref="ParsedFeed"/>.</summary>
internal static class FeedParser
{
    /// <summary>Null when the text is no feed.</summary>
    public static ParsedFeed? Parse(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        if (FeedSniffer.IsJson(decoded.Text))
            return JsonFeedReader.Read(request, decoded, cancellationToken);
        var start = FeedSniffer.FindXml(decoded.Text);
        return start < 0 ? null : ParseXml(request, decoded with { Text = CharacterReferences.JoinPairs(decoded.Text[start..]) }, cancellationToken);
    }

    private static ParsedFeed? ParseXml(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        var tree = new FeedTreeBuilder(mends: false);
        if (!StrictXmlReader.TryRead(decoded.Text, tree, cancellationToken))
        {
            tree = new FeedTreeBuilder(mends: true);
            new TolerantXmlReader(decoded.Text, tree).Read(cancellationToken);
        }

        var root = tree.Document.Children.Find(node => IsRoot(node.Name));
        if (root is null)
            return null;
        var scope = FeedScope.For(request);
        return root.Name.StartsWith("atom:", StringComparison.Ordinal)
            ? AtomReader.Read(root, tree.Addresses, decoded.EncodingName, scope, cancellationToken)
            : RssReader.Read(root, tree.Addresses, decoded.EncodingName, scope, cancellationToken);
    }

    private static bool IsRoot(string name) => name is "rss" or "rdf:rdf" or "atom:feed" or "atom:entry" or "channel";
}
