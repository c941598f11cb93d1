using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;

namespace Yunhepan.FeedBot.Articles.Reading;

/// <summary>Everything that is known about how one article came to its current state.</summary>
/// <param name="Identities">Its identity and keys.</param>
/// <param name="Story">All members of its story, including itself.</param>
public sealed record ArticleExplanation(
    Article Article, IReadOnlyList<string> Identities, IReadOnlyList<StoryMember> Story, IReadOnlyList<Revision> Revisions,
    IReadOnlyList<ArticleVersion> Versions);

/// <summary>Why two stored articles are one or two.</summary>
public sealed record PairExplanation(Article First, Article Second, IdentityVerdict Identity, StoryVerdict Story, bool InOneStory);

/// <summary>Explains to the operator how an article came to its state, and why two are the same or not. Scoped, like its context.</summary>
public sealed class ArticleExplanations(ArticlesDb db, StoryReader stories)
{
    public async Task<ArticleExplanation> ExplainAsync(Article article, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        var evidence = IdentityEvidence.From(article);
        List<string> identities = [$"source {article.SourceId}", article.Identity];
        if (evidence.Link is { } link)
            identities.Add("link " + link);
        identities.Add("content " + evidence.ContentHash[..16]);
        return new ArticleExplanation(
            article,
            identities,
            await stories.ReadAsync(article.StoryId, cancellationToken),
            await db.Revisions.AsNoTracking().Where(r => r.ArticleId == article.Id).OrderBy(r => r.Number).ToListAsync(cancellationToken),
            await db.Versions.AsNoTracking().Where(v => v.ArticleId == article.Id).OrderBy(v => v.ReplacedBy)
                .ToListAsync(cancellationToken));
    }

    public static PairExplanation Explain(Article first, Article second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var identity = first.SourceId == second.SourceId
            ? IdentityComparison.Compare(IdentityEvidence.From(first), IdentityEvidence.From(second))
            : new IdentityVerdict(false, "two sources: an article belongs to one source, only a story to several");
        return new PairExplanation(
            first, second, identity, StoryComparison.Compare(StorySubject.From(first), StorySubject.From(second)),
            first.StoryId == second.StoryId);
    }
}
