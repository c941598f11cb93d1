namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>Where sources have moved to for good. Whoever polls them knows it.</summary>
public interface ISourceMoves
{
    /// <summary>Returns the addresses of those that have moved, by the ids of the sources.</summary>
    Task<IReadOnlyDictionary<string, string>> AdoptedUrlsAsync(IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken);
}

/// <summary>Nobody polls: all sources are where feeds.json says.</summary>
internal sealed class NoSourceMoves : ISourceMoves
{
    public Task<IReadOnlyDictionary<string, string>> AdoptedUrlsAsync(
        IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}
