using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Storage;
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
/// The article pages behind a source: each is read once and stored as it comes; a page that fails is tried
/// again, and in the end the list's own words are kept; what they make urgent is told with them at once. Known articles are looked at again
/// on a slowing schedule.
/// </summary>
public sealed partial class ArticlePageReader(
    ArticlesDb db,
    IngestionDb states,
    IngestionWork work,
    SourceReader reader,
    ArticleStore store,
    ArticleFiler filer,
    MissingArticles missing,
    IOptions<RefreshingOptions> options,
    TimeProvider time,
    ILogger<ArticlePageReader> logger)
{
    /// <summary>Shorter pages may be all notice.</summary>
    private const int ShortestArticle = 120;

    /// <summary>Shorter pages must say something of what their list calls them, whatever byline they have.</summary>
    private const int FullArticle = 300;

    /// <summary>Attempts at a page without which its list's words are no article: the usual ones, then once a day.</summary>
    private const int MostAttempts = 10;

    /// <summary>So many articles show whether those of a source are dated.</summary>
    private const int FewOthers = 2;

    /// <summary>So many of the newest articles are looked through for one that its list has let go of.</summary>
    private const int MostListed = 300;

    /// <summary>What was wrong with a page is forgotten when others have been well for so long.</summary>
    private static readonly TimeSpan WellAgain = TimeSpan.FromDays(1);

    /// <summary>So long a server may put a page off before its attempts count: what the list says of it must come out in the end.</summary>
    private static readonly TimeSpan MostPutOff = TimeSpan.FromDays(1);

    private readonly RefreshingOptions _options = options.Value;

    /// <summary>
    /// Notes the pages that are not known yet, and those that the list now names differently, which are looked at
    /// again; the caller's next save keeps the notes.
    /// </summary>
    /// <returns>True when there is something to read now.</returns>
    public async Task<bool> NoteAsync(
        Source source, IReadOnlyList<ArticleDraft> listed, Func<ArticleDraft, bool> alerts, CancellationToken cancellationToken)
    {
        var items = listed.ToDictionary(ArticleIdentity.Of);
        var keys = items.Keys.ToArray();
        var noted = await states.ListedPages.Where(p => p.SourceId == source.Id && keys.Contains(p.Key)).ToListAsync(cancellationToken);
        var any = await RenoteAsync(source, noted, items, cancellationToken);
        var stored = await db.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity)).Select(a => a.Identity)
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var place = 0;
        foreach (var (key, item) in items.ExceptBy(noted.Select(p => p.Key).Concat(stored), i => i.Key))
        {
            states.ListedPages.Add(new ListedPage
            {
                SourceId = source.Id,
                Key = key,
                Url = item.Url!,
                ListedItem = JsonSerializer.Serialize(item),
                // The list's order is kept: its first entry is its newest.
                ListedAt = now.AddMilliseconds(-place++),
                Silent = !alerts(item),
                NextAttemptAt = now,
            });
        }

        return any || place > 0;
    }

    private async Task<bool> RenoteAsync(
        Source source, List<ListedPage> noted, Dictionary<string, ArticleDraft> items, CancellationToken cancellationToken)
    {
        List<string> renamed = [];
        foreach (var page in noted.Where(p => !TitleSubstance.Same(Listed(p).Title, items[p.Key].Title)))
        {
            page.ListedItem = JsonSerializer.Serialize(items[page.Key]);
            renamed.Add(page.Key);
        }

        if (renamed.Count == 0)
            return false;
        var now = time.GetUtcNow();
        var articles = await db.Articles
            .Where(a => a.SourceId == source.Id && renamed.Contains(a.Identity) && a.WithdrawnAt == null)
            .ToListAsync(cancellationToken);
        foreach (var article in articles)
            article.NextLookAt = now;
        return articles.Count > 0;
    }

    /// <summary>
    /// A feed lets go of its oldest entries. One that is missing while older ones are still there was taken out: its page is
    /// asked, once, whether the article is gone.
    /// </summary>
    public async Task NoteVanishedAsync(
        Source source, SourceState state, IReadOnlyList<ArticleDraft> listed, CancellationToken cancellationToken)
    {
        if (listed.Count == 0)
            return;
        var keys = listed.Select(ArticleIdentity.Of).ToArray();
        var newer = db.Articles.Where(a => a.SourceId == source.Id);
        if (listed.All(i => i is { PublishedAt: not null, PublishedHasTime: true }))
        {
            var oldest = listed.Min(i => i.PublishedAt);
            newer = newer.Where(a => a.SortAt > oldest && a.PublishedAt > oldest);
        }
        else
        {
            // Without times, what was stored later was published later.
            var oldest = await db.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity))
                .MinAsync(a => (long?)a.Id, cancellationToken);
            newer = newer.Where(a => a.Id > oldest);
        }

        var vanished = await newer
            .Where(a => !a.TextIsOfPage && a.WithdrawnAt == null && a.NextLookAt == null && a.Looks == 0 && a.Url != null
                && !keys.Contains(a.Identity)
                && !a.Identity.StartsWith("at:") && !a.Identity.StartsWith("hash:"))
            .OrderByDescending(a => a.SortAt).Take(listed.Count + 1)
            .ToListAsync(cancellationToken);
        // One that has moved is listed, under its new address.
        var links = listed.Where(i => i.Url is not null).Select(i => FoldedUrl.Of(i.Url!)).ToHashSet(StringComparer.Ordinal);
        vanished.RemoveAll(a => links.Contains(FoldedUrl.Of(a.Url!)));
        // A feed that suddenly shows much less says nothing of single articles.
        if (vanished.Count == 0 || vanished.Count > Math.Max(1, listed.Count / 2))
            return;
        foreach (var article in vanished)
            article.NextLookAt = time.GetUtcNow();
        state.NextPageAt = time.GetUtcNow();
    }

    /// <summary>
    /// A list has let go of entries that it had the last time, while newer and older ones still stand: their pages are asked at once
    /// whether the articles are gone.
    /// </summary>
    /// <param name="source">Whose list it is.</param>
    /// <param name="state">With what it lists now.</param>
    /// <param name="before">What it listed the last time, see <see cref="SourceState.Listed"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task NoteDroppedAsync(Source source, SourceState state, string? before, CancellationToken cancellationToken)
    {
        if (before is null || state.Listed is not { } listed || !ListedArticles.AnyLeft(before, listed))
            return;
        var pages = await db.Articles
            .Where(a => a.SourceId == source.Id && a.TextIsOfPage && a.WithdrawnAt == null && a.Url != null)
            .OrderByDescending(a => a.SortAt).ThenByDescending(a => a.Id).Take(MostListed)
            .Select(a => new { a.Id, Url = a.Url! }).ToListAsync(cancellationToken);
        var stands = pages.ConvertAll(p => ListedArticles.Contains(listed, p.Url));
        var (newest, oldest) = (stands.IndexOf(true), stands.LastIndexOf(true));
        var dropped = pages.Where(
            (p, place) => place > newest && place < oldest && !stands[place] && ListedArticles.Contains(before, p.Url))
            .Select(p => p.Id).ToList();
        // A list that suddenly shows much less says nothing of single articles.
        if (newest < 0 || dropped.Count == 0 || dropped.Count * 2 > stands.Count(s => s))
            return;
        var now = time.GetUtcNow();
        foreach (var article in await db.Articles.Where(a => dropped.Contains(a.Id)).ToListAsync(cancellationToken))
            article.NextLookAt = article.NextLookAt < now ? article.NextLookAt : now;
        state.NextPageAt = now;
    }

    /// <summary>
    /// Reads the pages that are due in the order they were published, then looks again at known articles; notes when there is more to do.
    /// </summary>
    /// <returns>How many articles are new.</returns>
    public async Task<int> ReadDueAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        if (state.NextPageAt is null || state.NextPageAt > startedAt)
            return 0;
        var found = 0;
        foreach (var page in (await DuePagesAsync(source, startedAt, cancellationToken)).TakeWhile(_ => HasTime(startedAt)))
        {
            state.Hold(time.GetUtcNow() + SourceState.Lease);
            found += await ReadPageAsync(source, state, page, cancellationToken);
        }

        await LookAgainAsync(source, state, startedAt, cancellationToken);
        await NoteRestAsync(source, state, cancellationToken);
        return found;
    }

    /// <summary>
    /// What alerts comes as it was published, the oldest first. Of what is there at a source's first poll the newest is read first,
    /// should it be more than one poll reads.
    /// </summary>
    private async Task<IReadOnlyList<ListedPage>> DuePagesAsync(Source source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = states.ListedPages.Where(p => p.SourceId == source.Id && !p.Settled && p.NextAttemptAt <= now);
        var alerting = await due.Where(p => !p.Silent).OrderBy(p => p.ListedAt).Take(_options.PagesPerPoll).ToListAsync(cancellationToken);
        var silent = await due.Where(p => p.Silent).OrderByDescending(p => p.ListedAt).Take(_options.PagesPerPoll - alerting.Count)
            .ToListAsync(cancellationToken);
        return [.. alerting, .. silent.OrderBy(p => p.ListedAt)];
    }

    private bool HasTime(DateTimeOffset startedAt) => time.GetUtcNow() - startedAt < _options.PagesBudget;

    /// <summary>When its pages are to be read or looked at again; after a pause if some should have been by now.</summary>
    private async Task NoteRestAsync(Source source, SourceState state, CancellationToken cancellationToken)
    {
        await work.SaveAsync(cancellationToken);
        var page = await states.ListedPages.Where(p => p.SourceId == source.Id && !p.Settled)
            .MinAsync(p => (DateTimeOffset?)p.NextAttemptAt, cancellationToken);
        var look = await db.Articles.Where(a => a.SourceId == source.Id && a.NextLookAt != null)
            .MinAsync(a => a.NextLookAt, cancellationToken);
        var next = page is null ? look : look is null || page < look ? page : look;
        var now = time.GetUtcNow();
        state.NextPageAt = next <= now ? now + _options.PagesPause : next;
    }

    private async Task<int> ReadPageAsync(Source source, SourceState state, ListedPage page, CancellationToken cancellationToken)
    {
        var listed = Listed(page);
        var reading = await reader.ReadArticleAsync(source, page.Url, cancellationToken);
        if (reading is SourceReading.Failed { RetryAfter: { } wait } && time.GetUtcNow() - page.ListedAt < MostPutOff)
        {
            // The server asks to be left alone: that says nothing of the page.
            page.NextAttemptAt = time.GetUtcNow() + (wait < MostPutOff ? wait : MostPutOff);
            return await PutOffAsync(source, page, listed, cancellationToken);
        }

        page.Attempts++;
        var item = listed;
        var isRead = false;
        var doubt = reading switch
        {
            SourceReading.Read read => await DoubtAsync(source, page.Key, listed.Title, read.Document, cancellationToken),
            SourceReading.Failed { IsStandIn: true } other => other.Reason,
            _ => null,
        };
        NotePages(state, page.Url, reading, doubt);
        if (doubt is null && reading is SourceReading.Read { Document.Items: [var said, ..] })
        {
            (item, isRead) = (Join(listed, said, time.GetUtcNow()), true);
        }
        else if (page.Attempts < _options.PageAttempts)
        {
            page.NextAttemptAt = time.GetUtcNow() + (_options.PageRetry * Math.Pow(2, page.Attempts - 1));
            var reason = reading is SourceReading.Failed failed ? failed.Reason : doubt ?? "no article was found on the page";
            var address = ShownAddress.Of(page.Url);
            LogPageFailed(address, reason, page.Attempts, page.NextAttemptAt);
            return await PutOffAsync(source, page, listed, cancellationToken);
        }
        else if (listed.PublishedAt is null && (doubt is not null || !MayBeArticle(reading)))
        {
            // An undated link is an entry by the word of its page only; that may still come.
            page.Settled = page.Attempts >= MostAttempts;
            page.NextAttemptAt = time.GetUtcNow() + WellAgain;
            return await PutOffAsync(source, page, listed, cancellationToken);
        }

        if (isRead && page.Silent && await IsBesideArticlesAsync(source, page, item, cancellationToken) is { } beside)
        {
            page.Settled = beside || page.Attempts >= _options.PageAttempts;
            page.NextAttemptAt = time.GetUtcNow() + _options.PageRetry;
            if (beside || !page.Settled)
            {
                await work.SaveAsync(cancellationToken);
                return 0;
            }
        }

        page.Settled = true;
        return await StoreAsync(source, page, item, isRead, cancellationToken);
    }

    /// <summary>Its server failed or refuses us: there may be an article all the same.</summary>
    private static bool MayBeArticle(SourceReading reading) =>
        reading is SourceReading.Read or SourceReading.Failed { Fault: not (
            null or FetchFault.NotFound or FetchFault.Gone or FetchFault.Empty) };

    /// <summary>
    /// At a first poll, is a link one of the site's own (about us, contact) among entries? Its page tells neither when nor by whom,
    /// nor does its list, and the pages of the others do, and are elsewhere or say more. Null where it states something of the kind.
    /// </summary>
    /// <returns>False while too few of the others are known.</returns>
    private async Task<bool?> IsBesideArticlesAsync(Source source, ListedPage page, ArticleDraft item, CancellationToken cancellationToken)
    {
        if (item is not { PublishedAt: null, OriginName: null, Authors.Count: 0 } || filer.PriorityOf(source, item) == Priority.Urgent)
            return null;
        var others = await db.Articles.Where(a => a.SourceId == source.Id && a.TextIsOfPage && a.Url != null)
            .OrderByDescending(a => a.Id).Take(20).Select(a => new { Url = a.Url!, IsDated = a.PublishedAt != null })
                .ToListAsync(cancellationToken);
        var dated = others.Where(a => a.IsDated).ToList();
        if (dated.Count < FewOthers && others.Count - dated.Count < FewOthers)
            return await states.ListedPages.AnyAsync(p => p.SourceId == source.Id && !p.Settled && p.Key != page.Key, cancellationToken)
                ? false : null;
        return dated.Count * 2 <= others.Count ? null
            : item.ContentText.Length < FullArticle || !dated.Exists(a => AddressShape.Of(a.Url) == AddressShape.Of(page.Url))
                ? true : null;
    }

    /// <summary>
    /// What is urgent by its list's words alone does not wait for its page: they are told at once, and the page, when it can be
    /// read, corrects them.
    /// </summary>
    private async Task<int> PutOffAsync(Source source, ListedPage page, ArticleDraft listed, CancellationToken cancellationToken)
    {
        if (!page.Silent && filer.PriorityOf(source, listed) == Priority.Urgent
            && !await db.Articles.AnyAsync(a => a.SourceId == source.Id && a.Identity == page.Key, cancellationToken))
            return await StoreAsync(source, page, listed, isRead: false, cancellationToken);
        await work.SaveAsync(cancellationToken);
        return 0;
    }

    private async Task<int> StoreAsync(Source source, ListedPage page, ArticleDraft item, bool isRead, CancellationToken cancellationToken)
    {
        var changes = await store.AppendAsync(
            source, [item with { Identity = page.Key, Alerting = !page.Silent, ListedAt = page.ListedAt, IsOfPage = isRead }],
            cancellationToken, states.SaveWithinAsync);
        foreach (var article in changes.New)
            (article.TextIsOfPage, article.NextLookAt) = (true, NextLook(article));
        await work.SaveAsync(cancellationToken);
        return changes.New.Count;
    }

    /// <summary>
    /// What the operator should know of the pages behind a source, until the page is well again, or others are for a day.
    /// </summary>
    private void NotePages(SourceState state, string url, SourceReading reading, string? doubt)
    {
        if (doubt is not null)
            state.SuspectPages($"article pages look wrong: {ShownAddress.Of(url)}: {doubt}", time.GetUtcNow());
        else if (reading is SourceReading.Read && state.PageSuspicion is { } known
            && (known.Contains($" {ShownAddress.Of(url)}: ", StringComparison.Ordinal)
                || state.PageSuspectAt < time.GetUtcNow() - WellAgain))
            (state.PageSuspicion, state.PageSuspectAt) = (null, null);
    }

    /// <summary>
    /// A page that says nothing of what its list calls it, or has the very text or title of another article, is not that article:
    /// an error page, a wall, a broken template. Null when it may be taken.
    /// </summary>
    private async Task<string?> DoubtAsync(
        Source source, string identity, string listedTitle, SourceDocument document, CancellationToken cancellationToken)
    {
        if (document.Items is not [var said, ..])
            return null;
        var text = said.ContentText;
        if (text.Length is > 0 and < ShortestArticle && RetractionNotice.InPlaceOf(said.Title, text) is not null
            && SeparateNotice.Read(said.Title, text, source.Name.Zh, source.Name.En) is null)
            return "the page says that it is not there";
        // The same article under two addresses bears its own title in the list.
        var isNamed = PageAgreement.Names(listedTitle, said);
        var like = text.Length == 0 ? null : await db.Articles
            .Where(a => a.SourceId == source.Id && a.Identity != identity)
            .OrderByDescending(a => a.SortAt).Take(30)
            .Where(a => a.ContentText == text && (a.Title != said.Title || !isNamed)).Select(a => a.Url)
            .FirstOrDefaultAsync(cancellationToken);
        if (like is not null)
            return $"it has the very text of {ShownAddress.Of(like)}";
        // Stand-ins state a source and a time too. An article under another headline says more than they do, and no other page says the
        // same.
        if (!PageAgreement.SpeaksOf(listedTitle, said)
            && (text.Length < FullArticle || said is { PublishedAt: null, OriginName: null, Authors.Count: 0 }
                || await IsTitleOfAnotherAsync(source, identity, said.Title, cancellationToken)
                || !await OthersSayOtherwiseAsync(source, identity, said, cancellationToken)))
            return $"\"{said.Title}\" says nothing of \"{listedTitle}\"";
        return null;
    }

    private Task<bool> IsTitleOfAnotherAsync(Source source, string identity, string title, CancellationToken cancellationToken) =>
        db.Articles.AnyAsync(a => a.SourceId == source.Id && a.Identity != identity && a.Title == title, cancellationToken);

    /// <summary>
    /// What stands in the place of pages stands on others of the site too, however long and whoever signs it: one of them is asked.
    /// </summary>
    private async Task<bool> OthersSayOtherwiseAsync(Source source, string identity, ArticleDraft said, CancellationToken cancellationToken)
    {
        var other = await db.Articles.AsNoTracking()
            .Where(a => a.SourceId == source.Id && a.Identity != identity && a.Url != null && a.WithdrawnAt == null)
            .OrderByDescending(a => a.Id).Select(a => a.Url).FirstOrDefaultAsync(cancellationToken)
            ?? await states.ListedPages.Where(p => p.SourceId == source.Id && p.Key != identity).Select(p => p.Url)
                .FirstOrDefaultAsync(cancellationToken);
        return other is not null
            && await reader.ReadArticleAsync(source, other, cancellationToken) is SourceReading.Read { Document.Items: [var shown, ..] }
            && !TitleSubstance.Same(shown.Title, said.Title) && !PageAgreement.Shares(said.ContentText, shown);
    }

    /// <summary>
    /// Its list and its page both name another article now: the address was given to that one. The one that was there stays as it was.
    /// </summary>
    private async Task<bool> TakeAnotherAsync(Source source, Article article, SourceReading reading, CancellationToken cancellationToken)
    {
        if (reading is not SourceReading.Read { Document.Items: [var shown, ..] }
            || await states.ListedPages.FirstOrDefaultAsync(
                p => p.SourceId == source.Id && p.Key == article.Identity, cancellationToken) is not { } page
            || Listed(page) is not { } listed || TitleSubstance.Same(listed.Title, article.Title)
                || !PageAgreement.Names(listed.Title, shown))
            return false;
        var item = Join(listed, shown, time.GetUtcNow());
        if (IdentityComparison.Compare(IdentityEvidence.Of(article.Identity, item), IdentityEvidence.Of(article)).Same)
            return false;
        article.NextLookAt = null;
        var changes = await store.AppendAsync(
            source, [item with { Identity = article.Identity, ListedAt = time.GetUtcNow(), IsOfPage = true }], cancellationToken,
            states.SaveWithinAsync);
        foreach (var added in changes.New)
            added.NextLookAt = NextLook(added);
        await work.SaveAsync(cancellationToken);
        return true;
    }

    private async Task LookAgainAsync(Source source, SourceState state, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var due = await db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.SourceId == source.Id && a.NextLookAt <= startedAt)
            .OrderBy(a => a.NextLookAt).Take(_options.LooksPerPoll)
            .ToListAsync(cancellationToken);
        foreach (var article in due.TakeWhile(_ => HasTime(startedAt)))
        {
            state.Hold(time.GetUtcNow() + SourceState.Lease);
            await LookAsync(source, state, article, cancellationToken);
        }
    }

    private async Task LookAsync(Source source, SourceState state, Article article, CancellationToken cancellationToken)
    {
        var reading = await reader.ReadArticleAsync(source, article.Url!, cancellationToken);
        if (reading is SourceReading.Failed { RetryAfter: { } wait })
        {
            article.NextLookAt = time.GetUtcNow() + (wait < MostPutOff ? wait : MostPutOff);
            await work.SaveAsync(cancellationToken);
            return;
        }

        if (MissingArticles.Absence(reading, article) is { } why)
        {
            await missing.NoteAsync(
                source, state, article, why, reading is SourceReading.Failed { Fault: FetchFault.Gone }, cancellationToken);
            return;
        }

        if (article.WithdrawnAt is not null)
        {
            // Many sites show their home page, or a notice in words of their own, where an article was: its title must be there.
            if (reading is not SourceReading.Read { Document.Items: [{ ContentText.Length: > 0 } shown, ..] }
                || !TitleSubstance.Same(shown.Title, article.Title))
            {
                article.NextLookAt = null;
                await work.SaveAsync(cancellationToken);
                return;
            }

            await store.ReinstateAsync(article, cancellationToken, states.SaveWithinAsync);
            var address = ShownAddress.Of(article.Url!);
            LogReinstated(address, source.Id);
        }

        if (await TakeAnotherAsync(source, article, reading, cancellationToken))
            return;
        article.TimesMissing = 0;
        article.Looks++;
        article.NextLookAt = article.TextIsOfPage ? NextLook(article) : null;
        var doubt = reading switch
        {
            SourceReading.Read { Document.Items: [var shown, ..] } when !PageAgreement.SpeaksOf(article.Title, shown)
                && !PageAgreement.Shares(article.ContentText, shown) =>
                $"\"{shown.Title}\" stands where \"{article.Title}\" stood",
            SourceReading.Read { IsCut: true, Document.Items: [{ ContentText.Length: > 0 } half, ..] }
                when half.ContentText.Length < article.ContentText.Length
                    && article.ContentText.StartsWith(half.ContentText.TrimEnd(), StringComparison.Ordinal) =>
                "the page ends in the middle of its text",
            SourceReading.Read { Document.Items: [var shown, ..] } when SamePage.Doubt(article, shown) is { } lost => lost,
            SourceReading.Read read => await DoubtAsync(source, article.Identity, article.Title, read.Document, cancellationToken),
            SourceReading.Failed { IsStandIn: true } other => other.Reason,
            _ => null,
        };
        NotePages(state, article.Url!, reading, doubt);
        if (article.TextIsOfPage && doubt is null
            && reading is SourceReading.Read { Document.Items: [{ ContentText.Length: > 0 } said, ..] })
            await store.AppendAsync(
                source, [said with { Url = article.Url, Identity = article.Identity, LookedAt = article }], cancellationToken,
                states.SaveWithinAsync);
        else
            await work.SaveAsync(cancellationToken);
    }

    private DateTimeOffset? NextLook(Article article) => article.Url is not null && article.Looks < _options.LooksOrDefault.Count
        ? time.GetUtcNow() + _options.LooksOrDefault[article.Looks]
        : null;

    private static ArticleDraft Listed(ListedPage page) => JsonSerializer.Deserialize<ArticleDraft>(page.ListedItem)!;

    /// <summary>The page knows best, but the list's date stands where the page states none or less.</summary>
    private static ArticleDraft Join(ArticleDraft listed, ArticleDraft page, DateTimeOffset now)
    {
        // A page that is dated just now while its list has it of days ago shows the time of the visit.
        var isOfVisit = page.PublishedAt > now.AddDays(-1) && listed.PublishedAt < now.AddDays(-3);
        var listKnowsMore = isOfVisit || page.PublishedAt is null || (!page.PublishedHasTime && listed.PublishedHasTime);
        return page with
        {
            Id = listed.Id,
            Url = listed.Url,
            Distinction = listed.Distinction,
            Title = page.ContentText.Length > 0 ? page.Title : listed.Title,
            PublishedAt = listKnowsMore ? listed.PublishedAt ?? page.PublishedAt : page.PublishedAt,
            PublishedHasTime = listKnowsMore ? listed.PublishedHasTime : page.PublishedHasTime,
            Summary = page.Summary ?? listed.Summary,
            ImageUrl = page.ImageUrl ?? listed.ImageUrl,
            Authors = page.Authors.Count > 0 ? page.Authors : listed.Authors,
            Tags = [.. page.Tags.Concat(listed.Tags).Distinct()],
        };
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Article page {Url} failed: {Reason} (attempt {Attempt}, next at {NextAttemptAt:u})")]
    private partial void LogPageFailed(string url, string reason, int attempt, DateTimeOffset nextAttemptAt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {Url} of {SourceId} is back on its site: no longer withdrawn")]
    private partial void LogReinstated(string url, string sourceId);
}
