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
/// Polls what is due: as places become free, as many sources as there are places are claimed in one go. A slow source holds its
/// own place and nobody else's.
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

    private readonly ConcurrentQueue<string> _unfinished = new();
    private readonly int _places = options.Value.Concurrency;
    private readonly SemaphoreSlim _syncing = new(1);
    private readonly SemaphoreSlim _done = new(0);
    private SourceCatalogue? _synced;
    private int _polling;

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
        var working = 0;
        try
        {
            while (true)
            {
                await SyncAsync(cancellationToken);
                var claimed = await ClaimAsync(_places - working, cancellationToken);
                foreach (var claim in claimed)
                    _ = RefreshAsync(claim, cancellationToken);
                working += claimed.Count;
                polled += claimed.Count;
                if (working == 0)
                    return polled;

                // Claims are made in batches: a quarter of the places is worth one, or a glance at what has become due.
                var wanted = claimed.Count > 0 ? Math.Max(1, _places / 4) : 1;
                for (var free = 0; free < wanted && working > 0 && await _done.WaitAsync(Glance, cancellationToken); free++)
                    working--;
            }
        }
        finally
        {
            // Whoever waits for us waits for what we began; each ends by itself when told to stop.
            for (; working > 0; working--)
                await _done.WaitAsync(CancellationToken.None);
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
