using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Taxonomy;

/// <summary>What the sources' own documents call themselves: the name of a source to which feeds.json gives none.</summary>
public sealed class SourceTitles
{
    private const int Longest = 80;

    private readonly ConcurrentDictionary<string, string> _titles = new(StringComparer.Ordinal);
    private int _version;

    /// <summary>Grows with each title that is new.</summary>
    internal int Version => Volatile.Read(ref _version);

    /// <summary>What was learned before this process started.</summary>
    public async Task LoadAsync(ArticlesDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        foreach (var known in await db.SourceStates.Where(s => s.Title != null).Select(s => new { s.SourceId, s.Title }).ToListAsync(cancellationToken))
            Learn(known.SourceId, known.Title);
    }

    internal void Learn(string sourceId, string? title)
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
