using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>
/// Polls what is due: sources are claimed many in one go, as many as were polled in the last moments, and polled as places become
/// free. A slow source holds its own place and nobody else's; where all places are held, what was claimed is given back.
/// </summary>
public sealed partial class SourcePolling(
    IServiceScopeFactory scopes,
    CurrentCatalogue catalogue,
    ClaimedSourceReader reader,
    SourceOutcomes outcomes,
    SourceStateBatcher batcher,
    IOptions<RefreshingOptions> options,
    TimeProvider time,
    ILogger<SourcePolling> logger) : IDisposable
{
    /// <summary>Longest time between two claims while sources are being polled.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    /// <summary>Delay before a source whose result could not be stored is polled again.</summary>
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(15);

    /// <summary>A claim costs a transaction, so it is worth many polls, as far as they are begun in a moment.</summary>
    private const int MostClaimed = 2048;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Claims that wait longer than this for a place are given back. It is much shorter than their lease.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<ClaimedSource> _returned = new();
    private readonly Queue<ClaimedSource> _waiting = new();
    private readonly int _places = options.Value.Concurrency;
    private readonly SemaphoreSlim _syncing = new(1);
    private readonly SemaphoreSlim _done = new(0);
    private SourceCatalogue? _synced;
    private int _polling;

    /// <summary>Sources in work, of the one call that polls.</summary>
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
        var begun = 0;
        var wanted = _places;
        try
        {
            while (true)
            {
                await SyncAsync(cancellationToken);
                foreach (var claim in await ClaimAsync(wanted - _working, cancellationToken))
                    _waiting.Enqueue(claim);
                var claimedAt = time.GetTimestamp();
                begun += BeginWaiting(cancellationToken);
                if (_working == 0)
                    return begun;

                begun += await UntilFreeAsync(claimedAt, cancellationToken);
                wanted = time.GetElapsedTime(claimedAt) < Moment
                    ? Math.Min(Math.Max(_places, MostClaimed), wanted * 2) : Math.Max(_places, wanted / 2);
            }
        }
        finally
        {
            ReturnWaiting();
            // Whoever waits for us waits for what we began; each ends by itself when told to stop.
            for (; _working > 0; _working--)
                await _done.WaitAsync(CancellationToken.None);
            await ReturnAllAsync();
        }
    }

    /// <summary>
    /// Goes on until a claim is worth its transaction: all that was claimed is in work and a quarter of the places is free, or it is time
    /// for a glance.
    /// </summary>
    private async Task<int> UntilFreeAsync(long claimedAt, CancellationToken cancellationToken)
    {
        var begun = 0;
        while (_working > 0)
        {
            var isDone = await _done.WaitAsync(Glance, cancellationToken);
            _working -= isDone ? 1 : 0;
            begun += BeginWaiting(cancellationToken);
            if (_waiting.Count > 0 && time.GetElapsedTime(claimedAt) > LongestWait)
                ReturnWaiting();
            if (_waiting.Count == 0 && (!isDone || _working <= _places * 3 / 4))
                return begun;
        }

        return begun;
    }

    private int BeginWaiting(CancellationToken cancellationToken)
    {
        var begun = 0;
        while (_working < _places && _waiting.TryDequeue(out var claim))
        {
            // A process that was frozen wakes up to leases that have lapsed: their sources are somebody else's.
            if (claim.HeldUntil <= time.GetUtcNow())
                continue;
            _ = RefreshAsync(claim, cancellationToken);
            _working++;
            begun++;
        }

        return begun;
    }

    /// <summary>What found no place is anybody's again, as if it had never been claimed.</summary>
    private void ReturnWaiting()
    {
        while (_waiting.TryDequeue(out var claim))
        {
            claim.State.Reschedule(claim.WasDueAt);
            _returned.Enqueue(claim);
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
        if (places <= 0 && _returned.IsEmpty)
            return [];
        await using var scope = scopes.CreateAsyncScope();
        var due = scope.ServiceProvider.GetRequiredService<DueSources>();
        await ReturnAsync(due, cancellationToken);
        return await due.ClaimAsync(places, cancellationToken);
    }

    private async Task ReturnAsync(DueSources due, CancellationToken cancellationToken)
    {
        ClaimedSource[] returned = [.. _returned];
        if (returned.Length == 0)
            return;
        await due.ReturnAsync(returned, cancellationToken);
        // Only now: where the fault lasts, they are returned at a later time.
        for (var count = 0; count < returned.Length; count++)
            _returned.TryDequeue(out _);
    }

    /// <summary>
    /// The last thing of a call that ends, also of one that is told to stop: the next one, or the next start, finds them due.
    /// </summary>
    private async Task ReturnAllAsync()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ReturnAsync(scope.ServiceProvider.GetRequiredService<DueSources>(), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogReturnFailed(e, _returned.Count);
        }
    }

    private async Task RefreshAsync(ClaimedSource claim, CancellationToken cancellationToken)
    {
        var (source, state) = (claim.Source, claim.State);
        SourceReading? reading = null;
        var hasPages = false;
        var old = OldAddress.NotAsked;
        try
        {
            if (claim.PollNow)
                (reading, old) = await reader.ReadAsync(source, state, cancellationToken);
            hasPages = state.NextPageAt <= time.GetUtcNow();
            if (reading is SourceReading.Read || hasPages || outcomes.WantsProbe(state, reading))
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SourceRefresher>().RefreshAsync(claim, reading, cancellationToken, old);
                return;
            }

            // Nothing came: no parse, no context, and its due time is written with those of others.
            AddressMove.NoteOld(state, old, reading, time.GetUtcNow());
            if (reading is not null)
                outcomes.Note(source, state, reading);
            state.Release();
            await batcher.WriteAsync(state);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop: nothing was stored, so the claim lapses.
        }
        catch (Exception e) when (claim.HeldUntil <= time.GetUtcNow())
        {
            // Frozen in the middle: the source is somebody else's by now, who may have stored the same.
            LogLapsed(e, source.Id);
        }
        catch (Exception e)
        {
            // The claim is given back, or lapses by itself where not even that can be stored: one source never ends the batch.
            LogRefreshFailed(e, source.Id);
            // Only what was read and not stored is read again: a source that asked us to wait, or had nothing new, is not asked sooner.
            var again = time.GetUtcNow() + AfterFault;
            if (reading is SourceReading.Read)
                state.Reschedule(again);
            if (hasPages)
                state.SchedulePages(again);
            _returned.Enqueue(claim);
        }
        finally
        {
            _done.Release();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "{SourceCount} claimed sources could not be given back; each is polled at its next time")]
    private partial void LogReturnFailed(Exception exception, int sourceCount);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Source {SourceId} took longer than its claim, and another has it: what was read of it is left to that one")]
    private partial void LogLapsed(Exception exception, string sourceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Source {SourceId} could not be refreshed; it is polled again soon")]
    private partial void LogRefreshFailed(Exception exception, string sourceId);
}
