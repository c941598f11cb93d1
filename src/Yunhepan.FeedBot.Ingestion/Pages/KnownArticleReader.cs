using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using System.Diagnostics;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>
/// Revisits the pages of known articles at growing intervals, which finds corrections, retractions and articles that are back.
/// </summary>
internal sealed partial class KnownArticleReader(
    IngestionWork work,
    ArticleStore store,
    MissingArticles missing,
    PageExaminer examiner,
    KnownPageReader pages,
    IOptions<RefreshingOptions> options,
    TimeProvider time,
    ILogger<KnownArticleReader> logger)
{
    /// <summary>The page is revisited after this time, however long a server asks for a pause.</summary>
    private static readonly TimeSpan MostPutOff = TimeSpan.FromDays(1);

    private const int LongestCut = 8;

    private readonly RefreshingOptions _options = options.Value;

    /// <summary>Revisits the due pages within the time that a poll has for pages.</summary>
    /// <param name="source">The source of the articles.</param>
    /// <param name="state">The state of the source, which the caller holds.</param>
    /// <param name="startedAt">When the poll began to read pages.</param>
    /// <param name="cancellationToken">Cancels the visits.</param>
    public async Task LookAgainAsync(Source source, SourceState state, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var due = await work.States.PageRevisits.Where(r => r.SourceId == source.Id && r.NextAt <= startedAt)
            .OrderBy(r => r.NextAt).Take(_options.LooksPerPoll)
            .ToListAsync(cancellationToken);
        var ids = due.ConvertAll(r => r.ArticleId);
        var articles = await work.Articles.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellationToken);
        foreach (var revisit in due.TakeWhile(_ => time.GetUtcNow() - startedAt < _options.PagesBudget))
        {
            if (!articles.TryGetValue(revisit.ArticleId, out var article) || !IsWorthALook(article, revisit))
            {
                revisit.Stop();
                continue;
            }

            state.Hold(time.GetUtcNow() + SourceState.Lease);
            await LookAsync(new RevisitedArticle(source, state, article, revisit), cancellationToken);
        }
    }

    /// <summary>
    /// Returns false for an article that a notice withdrew or the operator took down, because it stays so whatever its page
    /// shows.
    /// </summary>
    private static bool IsWorthALook(Article article, PageRevisit revisit) =>
        article is { IsTakenDown: false, Url: not null } && (article.WithdrawnAt is null || revisit.AwaitsReturn);

    private async Task LookAsync(RevisitedArticle look, CancellationToken cancellationToken)
    {
        var (source, state, article, revisit) = look;
        var reading = await pages.ReadAsync(source, article, cancellationToken);
        if (reading is SourceReading.Failed { RetryAfter: { } wait })
        {
            revisit.Plan(time.GetUtcNow() + (wait < MostPutOff ? wait : MostPutOff));
            await work.SaveAsync(cancellationToken);
            return;
        }

        if (MissingArticles.Absence(reading, article) is { } why)
        {
            await missing.NoteAsync(look, why, reading as SourceReading.Failed, cancellationToken);
            return;
        }

        if (article.WithdrawnAt is not null)
        {
            // Many sites show their home page or an unknown notice in place of an article, so its title must be there.
            if (reading is not SourceReading.Read { Document.Items: [{ ContentText.Length: > 0 } shown, ..] }
                || !TitleSubstance.Same(shown.Title, article.Title))
            {
                revisit.Stop();
                await work.SaveAsync(cancellationToken);
                return;
            }

            await store.ReinstateAsync(article, cancellationToken, work.States.SaveWithinAsync);
            var address = ShownAddress.Redact(article.Url!);
            LogReinstated(address, source.Id);
        }

        if (await TakeAnotherAsync(look, reading, cancellationToken))
            return;
        revisit.CountPresent();
        revisit.Plan(article.TextIsOfPage ? _options.NextLook(revisit.Looks, time.GetUtcNow()) : null);
        var doubt = await DoubtAsync(source, article, reading, cancellationToken);
        examiner.NotePages(state, article.Url!, reading, doubt);
        if (article.TextIsOfPage && doubt is null
            && reading is SourceReading.Read { Document.Items: [{ ContentText.Length: > 0 } said, ..] })
            await store.AppendAsync(
                source, [said with { Url = article.Url, Identity = article.Identity, LookedAt = article }], cancellationToken,
                work.States.SaveWithinAsync, whenUnsure: _ => revisit.Repeat(time.GetUtcNow() + _options.ConfirmAfter));
        else
            await work.SaveAsync(cancellationToken);
    }

    /// <summary>Returns why the page does not show the article or all of it; null if it may be taken.</summary>
    private async Task<string?> DoubtAsync(
        Source source, Article article, SourceReading reading, CancellationToken cancellationToken) => reading switch
    {
        SourceReading.Read { Document.Items: [var shown, ..] } when !PageAgreement.SpeaksOf(article.Title, shown)
            && !PageAgreement.Shares(article.ContentText, shown) =>
            $"\"{shown.Title}\" is shown in place of \"{article.Title}\"",
        SourceReading.Read { IsCut: true, Document.Items: [{ ContentText.Length: > 0 } half, ..] }
            when half.ContentText.Length < article.ContentText.Length && IsBeginning(half.ContentText, article.ContentText) =>
            "the page ends in the middle of its text",
        SourceReading.Read { Document.Items: [var shown, ..] } when SamePage.Doubt(article, shown) is { } lost => lost,
        SourceReading.Read read =>
            (await examiner.DoubtAsync(source, article.Identity, article.Title, read.Document, cancellationToken))?.Why,
        SourceReading.Failed { IsStandIn: true } other => other.Reason,
        SourceReading.Failed or SourceReading.Unchanged => null,
        _ => throw new UnreachableException(),
    };

    /// <summary>Returns true if a text is the beginning of another, apart from a letter or a tag that was cut at its end.</summary>
    private static bool IsBeginning(string text, string whole) =>
        text.AsSpan().CommonPrefixLength(whole) >= text.TrimEnd().Length - LongestCut;

    /// <summary>
    /// Takes another article if both list and page now show it at this address, or if the page shows another warning or search than
    /// before. The previous article stays unchanged.
    /// </summary>
    private async Task<bool> TakeAnotherAsync(RevisitedArticle look, SourceReading reading, CancellationToken cancellationToken)
    {
        var (source, _, article, revisit) = look;
        if (reading is not SourceReading.Read { Document.Items: [var shown, ..] } || article.WithdrawnAt is not null)
            return false;
        var page = await work.States.ListedPages.FirstOrDefaultAsync(
            p => p.SourceId == source.Id && p.Key == article.Identity, cancellationToken);
        var listed = page?.ReadDraft() ?? shown with { Url = article.Url };
        var item = ListedDraft.Complete(listed, shown, time.GetUtcNow());
        var (offered, known) = (IdentityEvidence.From(article.Identity, item), IdentityEvidence.From(article));
        var isListed = page is not null && !TitleSubstance.Same(listed.Title, article.Title) && PageAgreement.Names(listed.Title, shown);
        if (isListed ? IdentityComparison.Compare(offered, known).Same : !Reissue.Is(offered, known))
            return false;
        revisit.Stop();
        await store.AppendAsync(
            source, [item with { Identity = article.Identity, ListedAt = time.GetUtcNow(), IsOfPage = true }], cancellationToken,
            work.States.SaveWithinAsync, whenAdded: added => work.States.AddRevisit(added, _options, time.GetUtcNow()));
        await work.SaveAsync(cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {Url} of source {SourceId} is back and no longer withdrawn")]
    private partial void LogReinstated(string url, string sourceId);
}
