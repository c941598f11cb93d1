using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Takedowns;

/// <param name="By">Who decides.</param>
/// <param name="Reason">The reason as readers see it.</param>
/// <param name="Note">A note for the operator alone.</param>
/// <param name="ComplaintId">The complaint that asked for it.</param>
public sealed record TakedownOrder(string By, string Reason, string? Note = null, long? ComplaintId = null);

/// <summary>The outcome of a takedown or a restore.</summary>
public abstract record TakedownOutcome
{
    private TakedownOutcome()
    {
    }

    /// <param name="Elsewhere">Other members of the story that are not withdrawn: each is a decision of its own.</param>
    public sealed record Done(Takedown Takedown, IReadOnlyList<StoryMember> Elsewhere) : TakedownOutcome;

    /// <summary>The article was already in the requested state.</summary>
    public sealed record Already(DateTimeOffset? Since) : TakedownOutcome;
}

/// <summary>
/// Takes articles down and restores them for the operator. Each act is one transaction with its line in the trail and its
/// revision, which messages, feeds and pages follow, also in a running service. Scoped, like its context.
/// </summary>
public sealed class TakedownDesk(ArticlesDb db, ArticleStore store, StoryReader stories, TimeProvider time)
{
    /// <summary>The maximum length of a reason and of a note in characters.</summary>
    public const int LongestReason = 500;

    public async Task<TakedownOutcome> TakeDownAsync(Guid publicId, TakedownOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var article = await db.Articles.SingleAsync(a => a.PublicId == publicId, cancellationToken);
        if (article.IsTakenDown)
            return new TakedownOutcome.Already(article.WithdrawnAt);
        var takedown = await OfAsync(article, order.Reason, cancellationToken);
        db.Takedowns.Add(takedown);
        db.OperatorActs.Add(Act(OperatorActKind.TakenDown, takedown, article.Url, order));
        await store.TakeDownAsync(article, order.Reason, cancellationToken);
        return new TakedownOutcome.Done(takedown, await stories.ReadAsync(article.StoryId, cancellationToken));
    }

    /// <summary>
    /// Undoes the newest takedown of an article; if retention has removed the article, it comes back when its source lists it
    /// again.
    /// </summary>
    public async Task<TakedownOutcome> RestoreAsync(Guid publicId, TakedownOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (await db.Takedowns.FirstOrDefaultAsync(
            t => t.PublicId == publicId && t.RestoredAt == null, cancellationToken) is not { } takedown)
            return new TakedownOutcome.Already(null);
        takedown.RestoredAt = time.GetUtcNow();
        var article = await db.Articles.SingleOrDefaultAsync(a => a.PublicId == publicId, cancellationToken);
        db.OperatorActs.Add(Act(OperatorActKind.Restored, takedown, article?.Url, order));
        if (article is null)
            await db.SaveChangesAsync(cancellationToken);
        else
            await store.RestoreAsync(article, takedown, cancellationToken);
        return new TakedownOutcome.Done(takedown, []);
    }

    /// <summary>
    /// Returns the active takedowns that a number, id or address may mean, at most ten, because several articles may have one
    /// address.
    /// </summary>
    public async Task<IReadOnlyList<Takedown>> FindAsync(string named, CancellationToken cancellationToken)
    {
        var name = ArticleName.Parse(named);
        var inForce = db.Takedowns.AsNoTracking().Where(t => t.RestoredAt == null).OrderByDescending(t => t.Id);
        if (name.Id is { } id)
        {
            var publicId = await db.Articles.Where(a => a.Id == id).Select(a => (Guid?)a.PublicId).FirstOrDefaultAsync(cancellationToken);
            return await inForce.Where(t => t.PublicId == publicId).Take(1).ToListAsync(cancellationToken);
        }

        if (name.PublicId is { } wanted && await inForce.FirstOrDefaultAsync(t => t.PublicId == wanted, cancellationToken) is { } found)
            return [found];
        if (name.Address is not { } address)
            return [];
        var link = FoldedUrl.Fold(address);
        var urls = db.Articles.Where(a => a.IsTakenDown && a.Url == address).Select(a => a.PublicId);
        return await inForce.Where(t => t.Link == link || urls.Contains(t.PublicId)).Take(10).ToListAsync(cancellationToken);
    }

    /// <summary>Returns the trail, newest first.</summary>
    public async Task<IReadOnlyList<OperatorAct>> TrailAsync(int count, CancellationToken cancellationToken) =>
        await db.OperatorActs.AsNoTracking().OrderByDescending(a => a.Id).Take(count).ToListAsync(cancellationToken);

    private OperatorAct Act(OperatorActKind kind, Takedown takedown, string? url, TakedownOrder order) => new()
    {
        At = time.GetUtcNow(),
        By = order.By,
        Kind = kind,
        PublicId = takedown.PublicId,
        SourceId = takedown.SourceId,
        Title = takedown.Title,
        Url = url,
        Reason = order.Reason.Length > 0 ? order.Reason : null,
        Note = order.Note,
        ComplaintId = order.ComplaintId,
    };

    private async Task<Takedown> OfAsync(Article article, string reason, CancellationToken cancellationToken)
    {
        var link = article.Url is { } url ? FoldedUrl.Fold(url) : null;
        var key = link is null ? 0 : ArticleKeys.OfLink(article.SourceId, link);
        // Status pages and changelogs give many articles one address, which then identifies none of them.
        var isShared = link is null || await db.Keys.AnyAsync(
            k => k.Hash == key && k.ArticleId != article.Id
                && db.Articles.Any(a => a.Id == k.ArticleId && a.WithdrawnAt == null), cancellationToken);
        var text = article.AvailableText;
        return new Takedown
        {
            PublicId = article.PublicId,
            SourceId = article.SourceId,
            Identity = article.Identity,
            Link = isShared ? null : link,
            Host = link is null ? null : TakedownMatcher.HostOf(link),
            Title = article.Title,
            ContentText = text,
            TextHash = SubstanceHash.Compute("", text),
            ContentHash = SubstanceHash.Compute(article.Title, text),
            ForgottenAt = article.ForgottenAt,
            PublishedAt = article.PublishedAt,
            Reason = reason,
            At = time.GetUtcNow(),
            WithdrawnBefore = article.WithdrawnAt,
            WithdrawnBeforeAs = article.WithdrawnAs,
            WithdrawnBeforeReason = article.WithdrawnReason,
        };
    }
}
