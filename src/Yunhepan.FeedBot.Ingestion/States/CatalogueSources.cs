using System.Collections.Frozen;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>Looks up the sources of the current feeds.json by id.</summary>
public sealed class CatalogueSources(CurrentCatalogue catalogue)
{
    private Lookup? _built;

    /// <summary>Returns null if feeds.json has no such source.</summary>
    public Source? Find(string id)
    {
        var now = catalogue.Catalogue;
        var built = _built;
        if (built is null || !ReferenceEquals(built.Of, now))
            _built = built = new Lookup(now, now.Sources.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal));
        return built.Sources.GetValueOrDefault(id);
    }

    private sealed record Lookup(SourceCatalogue Of, FrozenDictionary<string, Source> Sources);
}
