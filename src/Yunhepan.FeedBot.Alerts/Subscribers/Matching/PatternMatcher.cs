using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>
/// Matches the patterns of users one after another and on a thread of its own: a lane waits only a moment for them. A pattern
/// that takes too long is switched off, here and in the database.
/// </summary>
public sealed partial class PatternMatcher(
    FilterFields fields, IOptions<AlertsOptions> options, TimeProvider time, ILogger<PatternMatcher> logger) : IDisposable
{
    /// <summary>The number of characters that a pattern is matched against; a longer text is a dictionary or a trap.</summary>
    private const int MaxText = 20_000;

    private const int MostCompiled = 256;

    /// <summary>
    /// The growth in bytes after which all engines are rebuilt, because an engine keeps the states it has built for the texts it saw.
    /// </summary>
    private const long MostGrowth = 16 * 1024 * 1024;

    private static readonly TimeSpan ReadOffEvery = TimeSpan.FromMinutes(1);

    /// <summary>The budget of all lanes: a second at once, and at most a tenth of their time.</summary>
    private readonly PatternTimeBudget _ofLanes = new(TimeSpan.FromSeconds(1), 0.1);

    private readonly Lock _lock = new();
    private readonly Queue<Job> _jobs = new();
    private readonly SemaphoreSlim _feeds = new(1);
    private readonly ConcurrentDictionary<string, bool> _off = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _unwritten = new();
    private readonly Dictionary<string, (Regex Regex, double Milliseconds)> _compiled = new(StringComparer.Ordinal);
    private long _growth;
    private bool _running;
    private long _readAt;
    private bool _hasRead;

    /// <summary>The texts in which the words and patterns of filters are looked for.</summary>
    internal FilterFields Fields => fields;

    /// <summary>True if the operator allows patterns.</summary>
    public bool IsAllowed => options.Value.AllowPatterns;

    /// <summary>
    /// Returns true if the pattern is not matched: it took too long, is too large, or patterns are not allowed.
    /// </summary>
    public bool IsOff(string pattern) => !IsAllowed || _off.ContainsKey(pattern)
        || PatternSize.Measure(pattern.Trim()[1..^1]) > WordPattern.MaxSize;

    /// <summary>Returns the patterns among the words that are off.</summary>
    internal IReadOnlyList<string> OffAmong(IEnumerable<string> words) =>
        [.. words.Where(w => FilterTerm.Parse(w) is { IsPattern: true, Word: var pattern } && IsOff(pattern)).Distinct()];

    /// <summary>
    /// Matches patterns against a text, the quickest first, and waits for them as long as the budget of the lanes allows.
    /// </summary>
    /// <returns>The results of those that were matched in time.</returns>
    internal async Task<IReadOnlyDictionary<string,
        bool>> MatchAsync(IEnumerable<string> patterns, string text, CancellationToken cancellationToken)
    {
        Dictionary<string, bool> matched = new(StringComparer.Ordinal);
        var budget = _ofLanes.Left;
        if (budget <= TimeSpan.Zero)
            return matched;
        var since = Stopwatch.GetTimestamp();
        List<Job> jobs;
        lock (_lock)
        {
            jobs = [.. patterns.OrderBy(p => _compiled.GetValueOrDefault(p).Milliseconds).Select(p => new Job(p, text))];
            foreach (var job in jobs)
                _jobs.Enqueue(job);
            if (!_running && jobs.Count > 0)
            {
                _running = true;
                _ = Task.Run(Work, CancellationToken.None);
            }
        }

        Task all = Task.WhenAll(jobs.Select(j => j.Done));
        await all.WaitAsync(budget, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var job in jobs)
        {
            // Nobody waits for a late result.
            job.IsAbandoned = true;
            if (job.Done.IsCompleted && await job.Done is { } says)
                matched[job.Pattern] = says;
        }

        _ofLanes.Spend(Stopwatch.GetElapsedTime(since));
        return matched;
    }

    /// <summary>Matches on the caller's thread, for the feeds of chats: one at a time over all of them.</summary>
    /// <returns>Null if the result is unknown: the pattern is off, or there was no time left.</returns>
    internal bool? Match(string pattern, string text, PatternTimeBudget budget)
    {
        if (IsOff(pattern) || budget.Left <= TimeSpan.Zero)
            return null;
        var since = Stopwatch.GetTimestamp();
        try
        {
            if (!_feeds.Wait(budget.Left))
                return null;
            try
            {
                return Match(pattern, text);
            }
            finally
            {
                _feeds.Release();
            }
        }
        finally
        {
            budget.Spend(Stopwatch.GetElapsedTime(since));
        }
    }

    /// <summary>Stores the patterns that were switched off, and reads those of other nodes.</summary>
    internal async Task SyncAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        while (_unwritten.TryPeek(out var pattern))
        {
            await db.Database.ExecuteSqlAsync(
                $"""INSERT INTO switched_off_patterns ("Text") VALUES ({pattern}) ON CONFLICT DO NOTHING""", cancellationToken);
            _unwritten.TryDequeue(out _);
        }

        if (_hasRead && time.GetElapsedTime(_readAt) < ReadOffEvery)
            return;
        (_hasRead, _readAt) = (true, time.GetTimestamp());
        foreach (var off in await db.SwitchedOffPatterns.AsNoTracking().ToListAsync(cancellationToken))
            _off[off.Text] = true;
    }

    public void Dispose() => _feeds.Dispose();

    private void Work()
    {
        while (true)
        {
            Job? job;
            lock (_lock)
            {
                if (!_jobs.TryDequeue(out job))
                {
                    _running = false;
                    return;
                }
            }

            job.End(job.IsAbandoned || IsOff(job.Pattern) ? null : Match(job.Pattern, job.Text));
        }
    }

    private bool? Match(string pattern, string text)
    {
        var since = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var seen = text.AsSpan(0, Math.Min(text.Length, MaxText));
            try
            {
                return Compiled(pattern).IsMatch(seen);
            }
            catch (RegexMatchTimeoutException)
            {
                // The machine may have been suspended, so the match is repeated once.
                return Compiled(pattern).IsMatch(seen);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The pattern is too slow, or the engine rejects it.
            SwitchOff(pattern);
            return null;
        }
        finally
        {
            // A match allocates nothing but the states of its engine.
            Charge(pattern, Stopwatch.GetElapsedTime(since), GC.GetAllocatedBytesForCurrentThread() - allocated);
        }
    }

    private void SwitchOff(string pattern)
    {
        if (!_off.TryAdd(pattern, true))
            return;
        _unwritten.Enqueue(pattern);
        LogSwitchedOff(pattern, options.Value.PatternWithin);
    }

    private Regex Compiled(string pattern)
    {
        lock (_lock)
        {
            if (_compiled.TryGetValue(pattern, out var known))
                return known.Regex;
        }

        var regex = WordPattern.Compile(pattern, options.Value.PatternWithin);
        lock (_lock)
        {
            if (_compiled.Count >= MostCompiled)
                _compiled.Clear();
            _compiled[pattern] = (regex, 0);
        }

        return regex;
    }

    private void Charge(string pattern, TimeSpan took, long grew)
    {
        lock (_lock)
        {
            _growth += grew;
            if (_growth > MostGrowth || _off.ContainsKey(pattern))
            {
                _growth = 0;
                _compiled.Clear();
            }
            else if (_compiled.TryGetValue(pattern, out var known))
            {
                _compiled[pattern] = known with { Milliseconds = Math.Max(known.Milliseconds / 2, took.TotalMilliseconds) };
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The pattern {Pattern} of a filter took longer than {Limit} for one article: it is switched off, "
            + "and its chats are told")]
    private partial void LogSwitchedOff(string pattern, TimeSpan limit);

    private sealed class Job(string pattern, string text)
    {
        private readonly TaskCompletionSource<bool?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isAbandoned;

        public string Pattern => pattern;

        public string Text => text;

        public Task<bool?> Done => _done.Task;

        /// <summary>True if nobody waits for it any more.</summary>
        public bool IsAbandoned { get => _isAbandoned; set => _isAbandoned = value; }

        public void End(bool? says) => _done.SetResult(says);
    }
}
