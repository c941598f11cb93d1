using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using System.Diagnostics;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>
/// Withdraws articles whose pages are gone, on the evidence of their site and not because of an error of the site (ADR 62).
/// </summary>
internal sealed partial class MissingArticles(
    ArticlesDb db, IngestionDb states, IngestionWork work, SourceReader reader, ArticleStore store, IOptions<RefreshingOptions> options,
    TimeProvider time, ILogger<MissingArticles> logger)
{
    /// <summary>The number of further failed visits after a withdrawal, to see whether the article comes back.</summary>
    private const int MostMissesWhenGone = 3;

    /// <summary>
    /// The number of failed visits, an hour apart, before an article counts as gone although others are missing too.
    /// </summary>
    private const int MostMissesWithOthers = 24;

    /// <summary>
    /// If this many articles of one source are missing at once, the site is at fault, unless its list no longer contains them
    /// either.
    /// </summary>
    private const int ManyMissing = 3;

    /// <summary>The same limit for 410, which a site sends deliberately.</summary>
    private const int ManyAnsweredGone = 4;

    private static readonly TimeSpan MissingWithOthersAgain = TimeSpan.FromHours(1);

    private static readonly TimeSpan GoneAgain = TimeSpan.FromDays(1);

    /// <summary>Records that a visit found no page: withdraws the article, or plans the next visit.</summary>
    /// <param name="look">The visit.</param>
    /// <param name="why">How the site reports the absence, see <see cref="Absence"/>.</param>
    /// <param name="failed">The failure of the page; null if it shows a notice.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task NoteAsync(RevisitedArticle look, Withdrawal why, SourceReading.Failed? failed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(why);
        var (source, state, article, revisit) = look;
        var now = time.GetUtcNow();
        var isSaidGone = failed is { Fault: FetchFault.Gone };
        revisit.CountMissing();
        if (article.WithdrawnAt is not null)
        {
            // Articles that disappeared through an error of the site come back within days.
            revisit.Plan(revisit.TimesMissing < MostMissesWhenGone ? now + GoneAgain : null);
        }
        else if (revisit.TimesMissing < 2)
        {
            // One 404 may be an accident of the site; two in a row are reliable.
            revisit.Plan(now + options.Value.MissingAgain);
        }
        else if (state.IsInDoubt)
        {
            revisit.Plan(now + MissingWithOthersAgain);
        }
        else if (!isSaidGone && !(state.LastSuccessAt >= revisit.NextAt - options.Value.MissingAgain))
        {
            // The list was not read since the previous visit and may have changed.
            revisit.Plan(now);
            state.BringForward(now);
        }
        else if (!await IsGoneAsync(look, isSaidGone, failed?.Led, cancellationToken))
        {
            revisit.Plan(now + (revisit.TimesMissing < MostMissesWithOthers ? MissingWithOthersAgain : GoneAgain));
        }
        else
        {
            await store.WithdrawAsync(article, why, cancellationToken, states.SaveWithinAsync);
            var address = ShownAddress.Redact(article.Url!);
            LogWithdrawn(address, source.Id);
            if (why is Withdrawal.PageGone)
                revisit.AwaitReturn(now + GoneAgain);
            else
                revisit.Stop();
        }

        await work.SaveAsync(cancellationToken);
    }

    /// <summary>Decides whether the article was removed or the site is failing.</summary>
    private async Task<bool> IsGoneAsync(
        RevisitedArticle look, bool isSaidGone, SourceReading.Elsewhere? led, CancellationToken cancellationToken)
    {
        var (source, state, article, revisit) = look;
        if (await IsTakenOutAsync(state, article, cancellationToken))
            return true;
        // A redirect does not prove the end of the article: its list may still contain it, or another article may replace both.
        if (led is SourceReading.Elsewhere.AnotherArticle || led is not null && ListedArticles.Contains(state.Listed, article.Url!))
        {
            var page = ShownAddress.Redact(article.Url!);
            state.SuspectPages($"{page} leads elsewhere while its list does not say that it is gone: nothing is withdrawn", page,
                time.GetUtcNow());
            return false;
        }

        var dayAgo = time.GetUtcNow() - GoneAgain;
        var absent = await states.PageRevisits
            .Where(r => r.SourceId == source.Id && r.ArticleId != article.Id && r.TimesMissing > 0 && !r.AwaitsReturn)
            .Select(r => r.ArticleId).ToListAsync(cancellationToken);
        var missing = 1 + await db.Articles.CountAsync(
            a => a.SourceId == source.Id && a.Id != article.Id && a.Url != null
                && ((a.WithdrawnAt == null && absent.Contains(a.Id))
                    || (a.WithdrawnAt > dayAgo && a.WithdrawnAs == WithdrawalKind.PageGone)),
            cancellationToken);
        if (missing >= (isSaidGone ? ManyAnsweredGone : ManyMissing))
        {
            state.SuspectPages(
                $"{missing} of its article pages are gone while its list does not say so: nothing is withdrawn", page: null,
                time.GetUtcNow());
            return false;
        }

        // A small site may have deleted both, unless its list still contains this one.
        return isSaidGone || (revisit.TimesMissing >= MostMissesWithOthers && !ListedArticles.Contains(state.Listed, article.Url!))
            || !await IsAnotherMissingAsync(source, article, cancellationToken);
    }

    /// <summary>Returns true if the list contains older articles and no longer this one.</summary>
    private async Task<bool> IsTakenOutAsync(SourceState state, Article article, CancellationToken cancellationToken)
    {
        if (state.Listed is null || ListedArticles.Contains(state.Listed, article.Url!))
            return false;
        // Since its site gave out other addresses, the absence of this one proves nothing.
        if (SourceBaseline.Read(state.Baseline).RenamedAt > article.FirstSeenAt.ToUnixTimeSeconds())
            return false;
        var older = await db.Articles
            .Where(a => a.SourceId == article.SourceId && a.Id != article.Id && a.WithdrawnAt == null && a.Url != null
                && a.SortAt <= article.SortAt)
            .OrderByDescending(a => a.SortAt).Take(200).Select(a => a.Url!).ToListAsync(cancellationToken);
        return older.Exists(url => ListedArticles.Contains(state.Listed, url));
    }

    /// <summary>
    /// Returns true if another article of the same source is missing too, preferably one that was never missing before: then the
    /// site is failing.
    /// </summary>
    private async Task<bool> IsAnotherMissingAsync(Source source, Article article, CancellationToken cancellationToken)
    {
        var others = db.Articles.AsNoTracking()
            .Where(a => a.SourceId == source.Id && a.Id != article.Id && a.WithdrawnAt == null && a.Url != null && a.Url != article.Url)
            .OrderByDescending(a => a.Id);
        var absent = await states.PageRevisits.Where(r => r.SourceId == source.Id && r.TimesMissing > 0)
            .OrderBy(r => r.TimesMissing).Select(r => r.ArticleId).ToListAsync(cancellationToken);
        var other = await others.FirstOrDefaultAsync(a => !absent.Contains(a.Id), cancellationToken)
            ?? (await others.ToListAsync(cancellationToken)).MinBy(a => absent.IndexOf(a.Id));
        return other is not null && Absence(await reader.ReadArticleAsync(source, other.Url!, cancellationToken), other) is not null;
    }

    /// <summary>Returns how the site reports that the article is gone; null if it does not.</summary>
    public static Withdrawal? Absence(SourceReading reading, Article article) => reading switch
    {
        SourceReading.Failed { Fault: FetchFault.NotFound or FetchFault.Gone } gone => new Withdrawal.PageGone(gone.Reason),
        SourceReading.Read { Document.Items: [var page, ..] }
            when RetractionNotice.InPlaceOf(page.Title, page.ContentText, article.Title, article.ContentText) is { } notice =>
                new Withdrawal.Notice(notice),
        SourceReading.Failed or SourceReading.Read or SourceReading.Unchanged => null,
        _ => throw new UnreachableException(),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {Url} of source {SourceId} is gone from its site and was withdrawn")]
    private partial void LogWithdrawn(string url, string sourceId);
}
