using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>Reads the pages of known articles. A page that shows another article of its source counts as missing.</summary>
internal sealed class KnownPageReader(IngestionWork work, SourceReader reader)
{
    /// <summary>Reads the page of an article that has an address.</summary>
    public async Task<SourceReading> ReadAsync(Source source, Article article, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        var reading = await reader.ReadArticleAsync(source, article.Url!, cancellationToken);
        return reading is SourceReading.Read read && article.WithdrawnAt is null
            && await LeadsToAnotherAsync(source, article, read, cancellationToken) is { } another ? another : reading;
    }

    /// <summary>
    /// Returns a failure if the page shows another article, because content systems redirect deleted pages to a guess. Returns null
    /// if it shows the article, even at another address, or a notice in its place.
    /// </summary>
    private async Task<SourceReading.Failed?> LeadsToAnotherAsync(
        Source source, Article article, SourceReading.Read read, CancellationToken cancellationToken)
    {
        if (read.Document.Items is not [{ ContentText.Length: > 0 } said, ..] || TitleSubstance.Same(said.Title, article.Title)
            || SeparateNotice.IsHeading(said.Title)
            || RetractionNotice.InPlaceOf(said.Title, said.ContentText, article.Title, article.ContentText) is not null)
            return null;
        var hasMoved = FoldedUrl.Fold(read.Url) != FoldedUrl.Fold(article.Url!);
        var isOther = hasMoved && !SamePage.IsLike(article, said);
        if (!isOther && !await IsKnownAsync(source, article, said, read.Url, hasMoved, cancellationToken))
            return null;
        return new SourceReading.Failed(
            FetchFault.NotFound,
            $"{ShownAddress.Redact(article.Url!)} shows \"{said.Title}\" ({ShownAddress.Redact(read.Url)}): another article")
        {
            Led = SourceReading.Elsewhere.AnotherArticle,
        };
    }

    /// <summary>Returns true if another known article has this address, or this title and text.</summary>
    private async Task<bool> IsKnownAsync(
        Source source, Article article, ArticleDraft said, string url, bool hasMoved, CancellationToken cancellationToken)
    {
        var evidence = IdentityEvidence.From(article.Identity, said with { Url = url });
        var keys = ArticleKeys.Compute(source.Id, evidence).ToArray();
        var ids = await work.Articles.Keys.Where(k => keys.Contains(k.Hash) && k.ArticleId != article.Id).Select(k => k.ArticleId).Take(20)
            .ToListAsync(cancellationToken);
        var others = ids.Count == 0 ? [] : await work.Articles.Articles.AsNoTracking()
            .Where(a => a.SourceId == source.Id && ids.Contains(a.Id)).ToListAsync(cancellationToken);
        return others.Exists(a => TitleSubstance.Same(a.Title, said.Title)
            && (a.ContentHash == evidence.ContentHash || hasMoved && a.Url is { } other && FoldedUrl.Fold(other) == FoldedUrl.Fold(url)));
    }
}
