using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>
/// Matches all followed words. New ones are read before each use, whichever node added them, and go into a small automaton until
/// it pays to rebuild the large one.
/// </summary>
public sealed partial class WordIndex(ILogger<WordIndex> logger) : IDisposable
{
    private const int BatchSize = 20_000;
    private const int FewestRecent = 500;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly List<string> _recentWords = [];
    private volatile Automata _automata = new(new WordAutomaton([]), new WordAutomaton([]));
    private List<string> _words = [];
    private long _last;

    /// <summary>Ensures that all words followed until now are known.</summary>
    internal async Task RefreshAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var store = new WordStore(db);
            var before = _recentWords.Count;
            while (await store.ReadAfterAsync(_last, BatchSize, cancellationToken) is { Count: > 0 } batch)
            {
                _recentWords.AddRange(batch.Select(w => w.Text));
                _last = batch[^1].Number;
            }

            if (_recentWords.Count > before)
                Build();
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The number of words that are matched.</summary>
    internal int Count => _words.Count + _recentWords.Count;

    /// <summary>Removes the words that are no longer followed, whichever node has deleted them.</summary>
    internal async Task ForgetPrunedAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var last = _last;
            // A word that was deleted and followed again counts twice here, but once in the database.
            if (await db.Words.CountAsync(w => w.Number <= last, cancellationToken) >= Count)
                return;
            var store = new WordStore(db);
            List<string> words = [];
            last = 0;
            while (await store.ReadAfterAsync(last, BatchSize, cancellationToken) is { Count: > 0 } batch)
            {
                words.AddRange(batch.Select(w => w.Text));
                last = batch[^1].Number;
            }

            // The replacement is one assignment, because a text may be searched while this is built.
            var automata = new Automata(new WordAutomaton(words), new WordAutomaton([]));
            _recentWords.Clear();
            (_words, _last, _automata) = (words, last, automata);
            LogBuilt(_words.Count, automata.All.Bytes / 1024);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Returns the followed words that occur in a folded text.</summary>
    internal IReadOnlyCollection<string> FindIn(string text)
    {
        var (all, recent) = _automata;
        HashSet<string> found = new(StringComparer.Ordinal);
        all.FindIn(text, found);
        recent.FindIn(text, found);
        return found;
    }

    public void Dispose() => _reading.Dispose();

    private void Build()
    {
        if (_recentWords.Count <= Math.Max(FewestRecent, _words.Count / 16))
        {
            _automata = _automata with { Recent = new WordAutomaton(_recentWords) };
            return;
        }

        _words = [.. _words, .. _recentWords];
        _recentWords.Clear();
        _automata = new Automata(new WordAutomaton(_words), new WordAutomaton([]));
        LogBuilt(_words.Count, _automata.All.Bytes / 1024);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The automaton of {Words} followed words takes {Kilobytes} KB")]
    private partial void LogBuilt(int words, long kilobytes);

    private sealed record Automata(WordAutomaton All, WordAutomaton Recent);
}
