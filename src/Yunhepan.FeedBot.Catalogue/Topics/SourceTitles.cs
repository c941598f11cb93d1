using System.Collections.Concurrent;

namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>What the sources' own documents call themselves: the name of a source to which feeds.json gives none.</summary>
public sealed class SourceTitles
{
    private const int Longest = 80;

    private readonly ConcurrentDictionary<string, string> _titles = new(StringComparer.Ordinal);
    private int _version;

    /// <summary>Grows with each title that is new.</summary>
    internal int Version => Volatile.Read(ref _version);

    /// <summary>Takes what a source's document calls itself.</summary>
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
