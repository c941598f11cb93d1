using System.Collections.Concurrent;

namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>The titles in the sources' own documents: they name sources without a name in feeds.json.</summary>
public sealed class SourceTitles
{
    private const int Longest = 80;

    private readonly ConcurrentDictionary<string, string> _titles = new(StringComparer.Ordinal);
    private int _version;

    /// <summary>The version, which grows with each new title.</summary>
    internal int Version => Volatile.Read(ref _version);

    /// <summary>Stores the title of a source's document.</summary>
    public void Learn(string sourceId, string? title)
    {
        title = title?.Trim();
        if (string.IsNullOrEmpty(title))
            return;
        var shown = title.Length <= Longest ? title : title[..(Longest - 1)].TrimEnd() + "…";
        if (_titles.TryGetValue(sourceId, out var known) && known == shown)
            return;
        _titles[sourceId] = shown;
        Interlocked.Increment(ref _version);
    }

    internal string? Find(string sourceId) => _titles.GetValueOrDefault(sourceId);
}
