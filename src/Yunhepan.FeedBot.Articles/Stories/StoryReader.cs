using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>One member of a story, with the data for an "also at" line.</summary>
/// <param name="PublicId">The public id of the article.</param>
/// <param name="SourceId">The source of the article.</param>
/// <param name="OriginName">The publisher that the article names as its origin (来源).</param>
/// <param name="IsRepost">False for the lead of the story.</param>
public sealed record StoryMember(
    Guid StoryId, Guid PublicId, string SourceId, string Title, string? Url, string? OriginName, DateTimeOffset FirstSeenAt, bool IsRepost);

/// <summary>Reads the members of stories. Scoped, like its context.</summary>
public sealed class StoryReader(ArticlesDb db)
{
    /// <summary>The number of other members that are named at each article of a large story.</summary>
    public const int MostShown = 10;

    /// <summary>Returns all members of a story that are not withdrawn, the lead first, then in the order of discovery.</summary>
    public async Task<IReadOnlyList<StoryMember>> ReadAsync(Guid storyId, CancellationToken cancellationToken) =>
        [.. (await MembersAsync([storyId], cancellationToken)).OrderBy(m => m.IsRepost).ThenBy(m => m.FirstSeenAt)];

    /// <summary>
    /// Returns the other members of these articles' stories, by <see cref="Article.PublicId"/>, with one query for a whole feed.
    /// </summary>
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
