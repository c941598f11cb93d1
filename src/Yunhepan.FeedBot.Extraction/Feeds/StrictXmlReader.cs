using System.Xml;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Reads well-formed XML with the platform's reader, which is the fast path. DTDs and external entities are not processed.
/// </summary>
internal static class StrictXmlReader
{
    private const int LongestTag = 64 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersFromEntities = 1024,
    };

    /// <summary>Returns false if the text is not well-formed or is nested too deep.</summary>
    public static bool TryRead(string text, FeedTreeBuilder tree, CancellationToken cancellationToken)
    {
        if (HasEndlessTag(text))
            return false;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read())
            {
                if (reader.Depth >= FeedTreeBuilder.MaxDepth)
                    return false;
                // The rest is dropped, as the tolerant reader drops it.
                if (tree.IsFull)
                    return true;
                Add(reader, tree);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>
    /// Detects a tag with too many attributes: the platform compares each with all previous ones, which takes most of a minute
    /// for 10 MB of them.
    /// </summary>
    private static bool HasEndlessTag(ReadOnlySpan<char> text)
    {
        while (text.Length > LongestTag && text.IndexOf('<') is >= 0 and var start && start + LongestTag < text.Length)
        {
            var end = text.Slice(start, LongestTag).IndexOf('>');
            if (end < 0)
                return true;
            text = text[(start + end)..];
        }

        return false;
    }

    private static void Add(XmlReader reader, FeedTreeBuilder tree)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                var (prefix, local, address) = (reader.Prefix, reader.LocalName, reader.NamespaceURI);
                var isEmpty = reader.IsEmptyElement;
                tree.Open(prefix, local, address, Attributes(reader));
                if (isEmpty)
                    tree.Close(prefix, local, address);
                break;
            case XmlNodeType.EndElement:
                tree.Close(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                tree.AddText(reader.Value);
                break;
        }
    }

    private static List<FeedAttribute> Attributes(XmlReader reader)
    {
        var attributes = new List<FeedAttribute>(reader.AttributeCount);
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix == "xmlns" || (reader.Prefix.Length == 0 && reader.LocalName == "xmlns"))
                continue;
            var local = reader.LocalName.ToLowerInvariant();
            var prefix = reader.Prefix.Length == 0 ? null : FeedNamespaces.PrefixOf(reader.NamespaceURI, reader.Prefix) ?? reader.Prefix;
            attributes.Add(new(string.IsNullOrEmpty(prefix) ? local : $"{prefix}:{local}", reader.Value));
        }

        return attributes;
    }
}
