using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>One telling of a story: enough for a line "also at".</summary>
/// <param name="PublicId">Of the article.</param>
/// <param name="SourceId">Whose it is.</param>
/// <param name="OriginName">The publisher that the article itself names as its origin (来源).</param>
/// <param name="IsRepost">False for the one that leads the story.</param>
public sealed record StoryMember(
    Guid StoryId, Guid PublicId, string SourceId, string Title, string? Url, string? OriginName, DateTimeOffset FirstSeenAt, bool IsRepost);

/// <summary>Who tells the same story. Scoped, as its context is.</summary>
public sealed class StoryReader(ArticlesDb db)
{
    /// <summary>Of a story told a thousand times, so many of the other tellings are named at each.</summary>
    public const int MostShown = 10;

    /// <summary>All tellings of a story that are not withdrawn, the leading one first, then in the order of their discovery.</summary>
    public async Task<IReadOnlyList<StoryMember>> ReadAsync(Guid storyId, CancellationToken cancellationToken) =>
        [.. (await MembersAsync([storyId], cancellationToken)).OrderBy(m => m.IsRepost).ThenBy(m => m.FirstSeenAt)];

    /// <summary>The other tellings of these articles' stories, by <see cref="Article.PublicId"/>; one query for a whole feed.</summary>
    public async Task<ILookup<Guid, StoryMember>> AlsoAtAsync(IReadOnlyCollection<Article> articles, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(articles);
        var members = (await MembersAsync([.. articles.Select(a => a.StoryId).Distinct()], cancellationToken))
            .OrderBy(m => m.IsRepost).ThenBy(m => m.FirstSeenAt)
            .ToLookup(m => m.StoryId);
        return articles
            .SelectMany(a => members[a.StoryId].Where(m => m.PublicId != a.PublicId).Select(m => (a.PublicId, Member: m)))
            .ToLookup(p => p.PublicId, p => p.Member);
    }

    private Task<List<StoryMember>> MembersAsync(Guid[] stories, CancellationToken cancellationToken) =>
        db.Articles.AsNoTracking()
            .Where(a => stories.Contains(a.StoryId) && a.WithdrawnAt == null)
            .Select(a => new StoryMember(a.StoryId, a.PublicId, a.SourceId, a.Title, a.Url, a.OriginName, a.FirstSeenAt, a.IsRepost))
            .ToListAsync(cancellationToken);
}
