using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>
/// Polls what is due. Calls may overlap: each claims only as many sources as there are free places, so
/// that a slow source holds its own place and nobody else's.
/// </summary>
public sealed partial class SourcePolling(
    IServiceScopeFactory scopes, CurrentCatalogue catalogue, IOptions<RefreshingOptions> options, ILogger<SourcePolling> logger) : IDisposable
{
    private readonly SemaphoreSlim _syncing = new(1);
    private int _free = options.Value.Concurrency;
    private SourceCatalogue? _synced;

    /// <summary>Claims due sources and refreshes them; returns when they are done.</summary>
    /// <returns>How many were polled.</returns>
    public async Task<int> PollDueAsync(CancellationToken cancellationToken)
    {
        await SyncAsync(cancellationToken);
        var places = Interlocked.Exchange(ref _free, 0);
        if (places == 0)
            return 0;
        var unused = places;
        try
        {
            var due = await ClaimAsync(places, cancellationToken);
            unused = places - due.Count;
            Interlocked.Add(ref _free, unused);
            unused = 0;
            await Task.WhenAll(due.Select(id => RefreshAsync(id, cancellationToken)));
            return due.Count;
        }
        finally
        {
            Interlocked.Add(ref _free, unused);
        }
    }

    public void Dispose() => _syncing.Dispose();

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
            await scope.ServiceProvider.GetRequiredService<DueSources>().SyncAsync(now, cancellationToken);
            _synced = now;
        }
        finally
        {
            _syncing.Release();
        }
    }

    private async Task<IReadOnlyList<string>> ClaimAsync(int places, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DueSources>().ClaimAsync(places, cancellationToken);
    }

    private async Task RefreshAsync(string sourceId, CancellationToken cancellationToken)
    {
        try
        {
            var source = catalogue.Catalogue.Sources.FirstOrDefault(s => s.Id == sourceId);
            if (source is null)
                return;
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SourceRefresher>().RefreshAsync(source, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The claim lapses by itself and the source is polled again: one source never ends the batch.
            LogRefreshFailed(e, sourceId);
        }
        finally
        {
            Interlocked.Increment(ref _free);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Source {SourceId} could not be refreshed; it is polled again when its claim lapses")]
    private partial void LogRefreshFailed(Exception exception, string sourceId);
}
