namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>Reports where sources have moved to permanently; the poller implements it.</summary>
public interface ISourceMoves
{
    /// <summary>Returns the new addresses of sources that have moved, by source id.</summary>
    Task<IReadOnlyDictionary<string, string>> AdoptedUrlsAsync(IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken);
}

/// <summary>Used without a poller: all sources are at the addresses in feeds.json.</summary>
internal sealed class NoSourceMoves : ISourceMoves
{
    public Task<IReadOnlyDictionary<string, string>> AdoptedUrlsAsync(
        IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}
