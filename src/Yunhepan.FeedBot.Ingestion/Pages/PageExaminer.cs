using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>Decides whether the content at the address of an article's page is that article.</summary>
internal sealed class PageExaminer(IngestionWork work, SourceReader reader, ArticleFiler filer, TimeProvider time)
{
    /// <summary>Shorter pages may be nothing but a notice.</summary>
    private const int ShortestArticle = 120;

    /// <summary>Shorter pages must contain words of their list title, whatever byline they have.</summary>
    private const int FullArticle = 300;

    /// <summary>The number of articles that show whether those of a source have dates.</summary>
    private const int FewOthers = 2;

    /// <summary>A problem with a page is forgotten when others have been fine for this long.</summary>
    private static readonly TimeSpan WellAgain = TimeSpan.FromDays(1);

    /// <summary>
    /// Returns the doubt about a page that contains nothing of its list title, or has exactly the text or title of another
    /// article: an error page, a paywall, a broken template. Returns null if the page may be taken.
    /// </summary>
    public async Task<PageDoubt?> DoubtAsync(
        Source source, string identity, string listedTitle, SourceDocument document, CancellationToken cancellationToken)
    {
        if (document.Items is not [var said, ..])
            return null;
        var text = said.ContentText;
        if (text.Length is > 0 and < ShortestArticle && RetractionNotice.InPlaceOf(said.Title, text) is not null
            && SeparateNotice.Read(said.Title, text, [.. source.Name.All]) is null)
            return new PageDoubt("the page says that it is not there");
        if (Placeholder.IsText(text))
            return new PageDoubt($"the page has no text: \"{text.Trim()}\"");
        // If the list gives this page the title that the page has, the same text at another address is the same article.
        var isNamed = PageAgreement.Names(listedTitle, said);
        var like = text.Length == 0 ? null : await work.Articles.Articles
            .Where(a => a.SourceId == source.Id && a.Identity != identity)
            .OrderByDescending(a => a.SortAt).Take(30)
            .Where(a => a.ContentText == text && (a.Title != said.Title || !isNamed)).Select(a => new { a.Url, a.Title, a.PublishedAt })
            .FirstOrDefaultAsync(cancellationToken);
        if (like is not null && !IsGivenAgain(said, like.Title, like.PublishedAt))
            return new PageDoubt($"it has the very text of {(like.Url is { } url ? ShownAddress.Redact(url) : $"\"{like.Title}\"")}")
            {
                HasAnothersText = Calls(said.Title, listedTitle) || Calls(listedTitle, said.Title),
                IsKnownAgain = Calls(listedTitle, like.Title) && Calls(said.Title, like.Title),
            };
        // Stand-in pages state an origin and a time too. An article under another headline has more text than they do, and no
        // other page has the same text.
        if (!PageAgreement.SpeaksOf(listedTitle, said)
            && (text.Length < FullArticle || said is { PublishedAt: null, OriginName: null, Authors.Count: 0 }
                || await IsTitleOfAnotherAsync(source, identity, said.Title, cancellationToken)
                || !await OthersSayOtherwiseAsync(source, identity, said, cancellationToken)))
            return new PageDoubt($"\"{said.Title}\" does not mention \"{listedTitle}\"");
        return null;
    }

    /// <summary>
    /// Returns true for notices that follow one template: they differ in the number or the day in their titles, and in their
    /// date.
    /// </summary>
    private static bool IsGivenAgain(ArticleDraft said, string title, DateTimeOffset? at) =>
        said.PublishedAt is { } now && at is { } before && now != before
        && Letters(said.Title) == Letters(title) && Digits(said.Title) != Digits(title);

    /// <summary>Returns true if one title is the other, possibly with decoration: 【图】.</summary>
    private static bool Calls(string title, string other) => Letters(title).Contains(Letters(other), StringComparison.Ordinal);

    private static string Letters(string title) => string.Concat(title.Where(char.IsLetter));

    private static string Digits(string title) => string.Concat(title.Where(char.IsAsciiDigit));

    private async Task<bool> IsTitleOfAnotherAsync(
        Source source, string identity, string title, CancellationToken cancellationToken) =>
        await work.Articles.Articles.AnyAsync(
            a => a.SourceId == source.Id && a.Identity != identity && a.Title == title, cancellationToken)
        || await work.States.IsListedElsewhereAsync(source.Id, identity, title, cancellationToken);

    /// <summary>
    /// Returns true if other pages of the site have other content, which is checked on one of them: a stand-in page appears on
    /// all of them, however long and whoever signs it.
    /// </summary>
    private async Task<bool> OthersSayOtherwiseAsync(Source source, string identity, ArticleDraft said, CancellationToken cancellationToken)
    {
        var other = await work.Articles.Articles.AsNoTracking()
            .Where(a => a.SourceId == source.Id && a.Identity != identity && a.Url != null && a.WithdrawnAt == null)
            .OrderByDescending(a => a.Id).Select(a => a.Url).FirstOrDefaultAsync(cancellationToken)
            ?? await work.States.ListedPages.Where(p => p.SourceId == source.Id && p.Key != identity).Select(p => p.Url)
                .FirstOrDefaultAsync(cancellationToken);
        return other is not null
            && await reader.ReadArticleAsync(source, other, cancellationToken) is SourceReading.Read { Document.Items: [var shown, ..] }
            && !TitleSubstance.Same(shown.Title, said.Title) && !PageAgreement.Shares(said.ContentText, shown);
    }

    /// <summary>
    /// Decides at a first poll whether a link is a page of the site itself (about us, contact) among entries: neither its page
    /// nor its list states a date or an author, while the other pages do, and are in other folders or longer. Returns null if it
    /// states one of them.
    /// </summary>
    /// <returns>False while too few of the others are known.</returns>
    public async Task<bool?> IsBesideArticlesAsync(Source source, ListedPage page, ArticleDraft item, CancellationToken cancellationToken)
    {
        if (item is not { PublishedAt: null, OriginName: null, Authors.Count: 0 } || IsUrgent(source, item))
            return null;
        var others = await work.Articles.Articles.Where(a => a.SourceId == source.Id && a.TextIsOfPage && a.Url != null)
            .OrderByDescending(a => a.Id).Take(20).Select(a => new { Url = a.Url!, IsDated = a.PublishedAt != null })
                .ToListAsync(cancellationToken);
        var dated = others.Where(a => a.IsDated).ToList();
        if (dated.Count < FewOthers && others.Count - dated.Count < FewOthers)
            return await work.States.ListedPages.AnyAsync(
                p => p.SourceId == source.Id && !p.Settled && p.Key != page.Key, cancellationToken)
                ? false : null;
        return dated.Count * 2 <= others.Count ? null
            : item.ContentText.Length < FullArticle || !dated.Exists(a => AddressShape.Reduce(a.Url) == AddressShape.Reduce(page.Url))
                ? true : null;
    }

    /// <summary>Returns whether the text of a list or a page makes an article urgent.</summary>
    public bool IsUrgent(Source source, ArticleDraft draft) => filer.PriorityOf(source, draft) == Priority.Urgent;

    /// <summary>
    /// Records what the operator should know of the pages behind a source, until the page is fine again or other pages have been
    /// for a day.
    /// </summary>
    public void NotePages(SourceState state, string url, SourceReading reading, string? doubt)
    {
        var (page, now) = (ShownAddress.Redact(url), time.GetUtcNow());
        if (doubt is not null)
            state.SuspectPages($"article pages look wrong: {page}: {doubt}", page, now);
        else if (reading is SourceReading.Read && (state.SuspectPage == page || state.PageSuspectAt < now - WellAgain))
            state.TrustPages();
    }
}
