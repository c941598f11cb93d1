namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Collects tags in the order of the feed and skips empty and duplicate ones.</summary>
internal sealed class FeedTags
{
    private const int MostTags = 1000;

    private readonly List<string> _tags = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public IReadOnlyList<string> All => _tags;

    public void Add(FeedText written)
    {
        if (_tags.Count < MostTags && written.Inline() is { Length: < 300 } tag && _seen.Add(tag))
            _tags.Add(tag);
    }

    public void AddList(string? written)
    {
        foreach (
            var part in (written ?? string.Empty)
            .Split([',', '，', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Add(new(part, false));
    }

    /// <summary>Adds the tags of a node from the RSS and Atom vocabularies and from those that extend both.</summary>
    public void AddFrom(FeedNode node)
    {
        switch (node.Name)
        {
            case "category" or "dc:subject" or "dcterms:subject":
                Add(FeedText.ReadRss(node));
                break;
            case "atom:category":
                // A term that is an address or a number is meant for programs; the label next to it is meant for people.
                var (term, label) = (node.Attribute("term"), node.Attribute("label"));
                var isForPrograms = string.IsNullOrWhiteSpace(term) || term.Contains("://", StringComparison.Ordinal)
                    || term.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
                Add(new(label ?? string.Empty, false));
                if (label is null || !isForPrograms)
                    Add(new(term ?? node.InnerText(), false));
                break;
            case "itunes:category":
                Add(new(node.Attribute("text") ?? node.InnerText(), false));
                foreach (var child in node.ChildrenNamed("itunes:category"))
                    AddFrom(child);
                break;
            case "itunes:keywords" or "media:keywords" or "tags" or "keywords":
                AddList(node.InnerText());
                break;
            case "media:category":
                Add(new(node.Attribute("label") ?? node.InnerText(), false));
                break;
        }
    }
}
