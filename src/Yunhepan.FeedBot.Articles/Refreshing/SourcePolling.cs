using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Sources;
using Yunhepan.FeedBot.Sources.Catalogue;
using Yunhepan.FeedBot.Sources.Fetching;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>
/// Polls what is due: sources are claimed many in one go, as many as were polled in the last moments, and polled as places become
/// free. A slow source holds its own place and nobody else's.
/// </summary>
public sealed partial class SourcePolling(
    IServiceScopeFactory scopes,
    CurrentCatalogue catalogue,
    SourceReader reader,
    SourceOutcomes outcomes,
    StateCommits commits,
    PollingMetrics metrics,
    IOptions<RefreshingOptions> options,
    TimeProvider time,
    ILogger<SourcePolling> logger) : IDisposable
{
    /// <summary>New due sources are looked for at least so often, while others are in work.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    /// <summary>What could not be stored is polled anew so long after.</summary>
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(15);

    /// <summary>A claim costs a transaction, so it is worth many polls; but what is claimed must be polled soon.</summary>
    private const int MostAhead = 1024;

    private static readonly TimeSpan SoonPolled = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> _unfinished = new();
    private readonly Queue<ClaimedSource> _waiting = new();
    private readonly int _places = options.Value.Concurrency;
    private readonly SemaphoreSlim _syncing = new(1);
    private readonly SemaphoreSlim _done = new(0);
    private SourceCatalogue? _synced;
    private int _polling;

    // Of the one call that polls.
    private int _working;

    /// <summary>Polls until nothing is due any more; returns at once when another call is at it already.</summary>
    /// <returns>How many sources were polled, or had pages behind them read.</returns>
    public async Task<int> PollDueAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _polling, 1) == 1)
            return 0;
        try
        {
            await SyncAsync(cancellationToken);
            return await DrainAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _polling, 0);
        }
    }

    public void Dispose()
    {
        _syncing.Dispose();
        _done.Dispose();
    }

    private async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var polled = 0;
        var ahead = _places;
        try
        {
            while (true)
            {
                await SyncAsync(cancellationToken);
                var claimedAt = time.GetTimestamp();
                if (_working <= EnoughAtWork)
                {
                    foreach (var claim in await ClaimAsync(ahead - _working, cancellationToken))
                        _waiting.Enqueue(claim);
                    polled += _waiting.Count;
                    StartWaiting(cancellationToken);
                }

                if (_working == 0)
                    return polled;
                await UntilFreeAsync(cancellationToken);
                ahead = time.GetElapsedTime(claimedAt) < SoonPolled ? Math.Min(Math.Max(_places, MostAhead), ahead * 2) : Math.Max(_places, ahead / 2);
            }
        }
        finally
        {
            // Told to stop before their turn: they are anybody's again.
            while (_waiting.TryDequeue(out var claim))
                _unfinished.Enqueue(claim.SourceId);
            // Whoever waits for us waits for what we began; each ends by itself when told to stop.
            for (; _working > 0; _working--)
                await _done.WaitAsync(CancellationToken.None);
        }
    }

    /// <summary>While more are at work, nothing is claimed: a quarter of the places is worth a claim.</summary>
    private int EnoughAtWork => _places * 3 / 4;

    private void StartWaiting(CancellationToken cancellationToken)
    {
        for (; _working < _places && _waiting.TryDequeue(out var claim); _working++)
            _ = RefreshAsync(claim, cancellationToken);
    }

    /// <summary>Goes on until all that was claimed is at work and a quarter of the places is free, or for a glance at what has become due.</summary>
    private async Task UntilFreeAsync(CancellationToken cancellationToken)
    {
        while (_working > 0)
        {
            var isDone = await _done.WaitAsync(Glance, cancellationToken);
            _working -= isDone ? 1 : 0;
            StartWaiting(cancellationToken);
            if (_waiting.Count == 0 && (!isDone || _working <= EnoughAtWork))
                return;
        }
    }

    private async Task SyncAsync(CancellationToken cancellationToken)
    {
        if (ReferenceEquals(_synced, catalogue.Catalogue))
            return;
        await _syncing.WaitAsync(cancellationToken);
        try
        {
            var now = catalogue.Catalogue;
            if (ReferenceEquals(_synced, now))
                return;
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<CatalogueSync>().SyncAsync(now, cancellationToken);
            _synced = now;
        }
        finally
        {
            _syncing.Release();
        }
    }

    private async Task<IReadOnlyList<ClaimedSource>> ClaimAsync(int places, CancellationToken cancellationToken)
    {
        if (places <= 0)
            return [];
        await using var scope = scopes.CreateAsyncScope();
        var due = scope.ServiceProvider.GetRequiredService<DueSources>();
        if (!_unfinished.IsEmpty)
        {
            string[] unfinished = [.. _unfinished];
            await due.ReturnAsync(unfinished, time.GetUtcNow() + AfterFault, cancellationToken);
            // Only now: where the fault lasts, they are returned at a later time.
            for (var returned = 0; returned < unfinished.Length; returned++)
                _unfinished.TryDequeue(out _);
        }

        return await due.ClaimAsync(places, cancellationToken);
    }

    private async Task RefreshAsync(ClaimedSource claim, CancellationToken cancellationToken)
    {
        var (source, state, pollNow) = claim;
        try
        {
            var startedAt = time.GetTimestamp();
            var reading = pollNow
                ? await reader.ReadAsync(source, new Validators(state.ETag, state.LastModified), state.BodyHash, cancellationToken, state.AdoptedUrl)
                : null;
            if (reading is not null)
                metrics.Polled(reading, time.GetElapsedTime(startedAt));
            var hasPages = state.NextPageAt <= time.GetUtcNow();
            if (reading is SourceReading.Read || hasPages || outcomes.WantsProbe(state, reading))
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SourceRefresher>().RefreshAsync(claim, reading, cancellationToken);
                return;
            }

            // Nothing came: no parse, no context, and its due time is written with those of others.
            if (reading is not null)
                outcomes.Note(source, state, reading);
            state.Release();
            await commits.WriteAsync(state);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop: nothing was stored, so the claim lapses.
        }
        catch (Exception e)
        {
            // The claim is given back, or lapses by itself where not even that can be stored: one source never ends the batch.
            LogRefreshFailed(e, source.Id);
            _unfinished.Enqueue(source.Id);
        }
        finally
        {
            _done.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Source {SourceId} could not be refreshed; it is polled again soon")]
    private partial void LogRefreshFailed(Exception exception, string sourceId);
}
