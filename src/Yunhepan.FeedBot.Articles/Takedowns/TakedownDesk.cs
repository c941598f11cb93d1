using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Takedowns;

/// <param name="By">Who decides.</param>
/// <param name="Reason">As readers see it.</param>
/// <param name="Note">For the operator alone.</param>
/// <param name="ComplaintId">The complaint that asked for it.</param>
public sealed record TakedownOrder(string By, string Reason, string? Note = null, long? ComplaintId = null);

/// <summary>What taking down or restoring did.</summary>
public abstract record TakedownOutcome
{
    private TakedownOutcome()
    {
    }

    /// <param name="Elsewhere">Other tellings of the story that stand: each is its own decision.</param>
    public sealed record Done(Takedown Takedown, IReadOnlyList<StoryMember> Elsewhere) : TakedownOutcome;

    /// <summary>It is as was asked for already.</summary>
    public sealed record Already(DateTimeOffset? Since) : TakedownOutcome;
}

/// <summary>
/// Where the operator takes articles down and restores them. Each is one transaction with its line in the trail and its revision,
/// which messages, feeds and pages follow, in a running service too. Scoped, as its context is.
/// </summary>
public sealed class TakedownDesk(ArticlesDb db, ArticleStore store, StoryReader stories, TimeProvider time)
{
    /// <summary>Characters of a reason, of a note.</summary>
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
    /// Takes the newest takedown of an article back; where retention has taken the article, it comes back when its source shows it again.
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
    /// The takedowns in force that an operator may mean by a number, id or address, at most ten: several articles may have one address.
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

    /// <summary>The trail, the newest first.</summary>
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
        // Status pages and changelogs give many articles one address: it then names none of them.
        var isShared = link is null || await db.Keys.AnyAsync(
            k => k.Hash == key && k.ArticleId != article.Id
                && db.Articles.Any(a => a.Id == k.ArticleId && a.WithdrawnAt == null), cancellationToken);
        var text = article.ContentText.Length > 0 ? article.ContentText : article.Summary ?? "";
        return new Takedown
        {
            PublicId = article.PublicId,
            SourceId = article.SourceId,
            Identity = article.Identity,
            Link = isShared ? null : link,
            Host = link is null ? null : KeptAway.HostOf(link),
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
