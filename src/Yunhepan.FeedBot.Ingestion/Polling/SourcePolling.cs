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
/// Polls due sources: it claims as many in one batch as were polled in the last moments and polls them as workers become free. A
/// slow source occupies only its own worker; if all workers are busy, waiting claims are released.
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
    /// <summary>The longest time between two claims while sources are polled.</summary>
    private static readonly TimeSpan LongestClaimInterval = TimeSpan.FromSeconds(1);

    /// <summary>The delay before a source whose result could not be stored is polled again.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(15);

    /// <summary>A claim costs a transaction, so it takes many sources, as long as they can be started within a moment.</summary>
    private const int MostClaimed = 2048;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Claims that wait longer than this for a worker are released. It is much shorter than their lease.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<ClaimedSource> _returned = new();
    private readonly Queue<ClaimedSource> _waiting = new();
    private readonly int _places = options.Value.Concurrency;
    private readonly SemaphoreSlim _syncing = new(1);
    private readonly SemaphoreSlim _done = new(0);
    private SourceCatalogue? _synced;
    private int _polling;

    /// <summary>The number of sources in progress, belonging to the one call that polls.</summary>
    private int _working;

    /// <summary>Polls until nothing is due; returns at once if another call is already polling.</summary>
    /// <returns>The number of sources that were polled or had pages behind them read.</returns>
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
            // The caller waits for the work begun here; each task ends by itself when cancelled.
            for (; _working > 0; _working--)
                await _done.WaitAsync(CancellationToken.None);
            await ReturnAllAsync();
        }
    }

    /// <summary>
    /// Continues until a claim is worth its transaction: all claimed sources are in progress and a quarter of the workers is
    /// free, or the time limit between claims has passed.
    /// </summary>
    private async Task<int> UntilFreeAsync(long claimedAt, CancellationToken cancellationToken)
    {
        var begun = 0;
        while (_working > 0)
        {
            var isDone = await _done.WaitAsync(LongestClaimInterval, cancellationToken);
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
            // A process that was suspended resumes with expired leases, and other workers may hold its sources by now.
            if (claim.HeldUntil <= time.GetUtcNow())
                continue;
            _ = RefreshAsync(claim, cancellationToken);
            _working++;
            begun++;
        }

        return begun;
    }

    /// <summary>Releases the claims that found no worker, as if they had never been made.</summary>
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
        // Only now, because during a lasting fault they are released at a later time.
        for (var count = 0; count < returned.Length; count++)
            _returned.TryDequeue(out _);
    }

    /// <summary>
    /// Releases all claims at the end of a call, also of a cancelled one, so that the next call or the next start finds them due.
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

            // Nothing new came, so nothing is parsed, no context is needed, and the due time is written together with others.
            AddressMove.NoteOld(state, old, reading, time.GetUtcNow());
            if (reading is not null)
                outcomes.Note(source, state, reading);
            state.Release();
            await batcher.WriteAsync(state);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The poll was cancelled and nothing was stored, so the claim expires.
        }
        catch (Exception e) when (claim.HeldUntil <= time.GetUtcNow())
        {
            // The worker was suspended in between: another one holds the source now and may have stored the same.
            LogLapsed(e, source.Id);
        }
        catch (Exception e)
        {
            // The claim is released, or expires if not even that can be stored: one source never ends the batch.
            LogRefreshFailed(e, source.Id);
            // Only a document that was read but not stored is read again: a source that asked for a pause or had nothing new is
            // not polled earlier.
            var again = time.GetUtcNow() + RetryDelay;
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
        Level = LogLevel.Error, Message = "{SourceCount} claimed sources could not be released; each is polled at its next due time")]
    private partial void LogReturnFailed(Exception exception, int sourceCount);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Source {SourceId} took longer than its claim and is held by another worker; what was read here is discarded")]
    private partial void LogLapsed(Exception exception, string sourceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Source {SourceId} could not be refreshed; it is polled again soon")]
    private partial void LogRefreshFailed(Exception exception, string sourceId);
}
