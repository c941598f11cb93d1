using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The part of a list that a page shows, with the ways to its other parts.</summary>
/// <param name="First">The place of the first article in the whole list, from 1; null if it is too far down to be counted.</param>
/// <param name="Total">The number of articles in the whole list.</param>
internal sealed record ShownList(IReadOnlyList<Article> Articles, int? First, int Total, ListPlace? Newer, ListPlace? Older)
{
    /// <summary>True if there are more than the total, which is where counting ended.</summary>
    public bool IsMore { get; init; }

    /// <summary>Returns a list that is shown on one page.</summary>
    public static ShownList Whole(IReadOnlyList<Article> articles) => new(articles, 1, articles.Count, null, null);

    /// <param name="total">The counted number, which may be a minute old.</param>
    public static ShownList From(ArticleListPart part, int total)
    {
        var last = part.Newer + part.Articles.Count;
        // The end of the list is known for certain.
        var all = part.OlderBefore is null && last is { } end ? end : Math.Max(total, last ?? 0);
        return new ShownList(
            part.Articles, part.Newer is { } newer ? newer + 1 : null, all,
            part.HasNewer ? new ListPlace(part.NewerBefore, 1) : null,
            part.OlderBefore is { } before ? new ListPlace(before, 1) : null);
    }

    public string Said(PageTexts texts) => First is { } first && Total > Articles.Count
        ? texts.Part(first, first + Articles.Count - 1, Total, IsMore) : texts.Articles(Total);
}
