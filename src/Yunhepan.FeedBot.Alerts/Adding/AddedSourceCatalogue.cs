using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>Brings the added sources into the catalogue of this process.</summary>
public sealed class AddedSourceCatalogue(IServiceScopeFactory scopes, AddedSources catalogue, IOptions<AddingOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Reads the added sources; called after each change, and from time to time because other nodes change them too.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            catalogue.Replace(await ReadAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyList<Source>> ReadAsync(AlertsDb db, CancellationToken cancellationToken)
    {
        var rows = await db.AddedSources.AsNoTracking()
            .Where(s => s.State == AddedSourceState.Waiting || s.State == AddedSourceState.Approved || s.State == AddedSourceState.Listed)
            .OrderBy(s => s.Id)
            .Select(s => new
            {
                Row = s,
                IsFollowed = db.Subscriptions.Any(w => w.TopicKind == TopicKind.Source && w.TopicId == s.SourceId
                    && w.Mode != SubscriptionMode.Muted
                    && db.Subscribers.Any(c => c.Id == w.SubscriberId && c.State == SubscriberState.Active)),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(s => ToSource(s.Row, s.IsFollowed))];
    }

    private Source ToSource(AddedSource row, bool isFollowed) => new()
    {
        Id = row.SourceId,
        Url = row.Url,
        Name = LocalisedName.Same(row.Name),
        IsNamed = row.IsNamed,
        Kind = row.Items is null ? SourceKind.Auto : SourceKind.List,
        Selectors = row.Items is { } items ? new SourceSelectors(items, null, null, null) : null,
        CategoryId = row.State == AddedSourceState.Listed ? row.CategoryId : null,
        Every = options.Value.SourcesEvery,
        IsUnlisted = row.State != AddedSourceState.Listed,
        IsAdded = true,
        // A source that nobody follows is not polled.
        Enabled = (row.State == AddedSourceState.Listed || (row.State == AddedSourceState.Approved && isFollowed))
            && !options.Value.Refuses(row.Url),
    };
}
