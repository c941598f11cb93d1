using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>Is a page the article that its list names? It says something of the title, in its own title or in its text.</summary>
internal static class PageAgreement
{
    private const double Least = 0.2;

    /// <summary>Shorter titles prove nothing: 详情, "Read more".</summary>
    private const int ShortestTitle = 5;

    public static bool SpeaksOf(string title, ArticleDraft page) =>
        TextUnits.Split(title).Shingles(2).Length < ShortestTitle - 1 || Names(title, page);

    /// <summary>Something of the title is there, however short it is.</summary>
    public static bool Names(string title, ArticleDraft page) =>
        TextUnits.Split(title).Shingles(2) is { Length: > 0 } wanted && Share(wanted, page.Title + "\n" + page.ContentText) >= Least;

    /// <summary>Two readings of one article share at least some of their sentences.</summary>
    public static bool Shares(string text, ArticleDraft page) =>
        TextUnits.Split(text).Shingles(3) is { Length: > 0 } wanted && Share(wanted, page.ContentText, 3) >= Least;

    /// <summary>How much of one text is in another, 0 to 1.</summary>
    public static double IsWithin(string text, string other) =>
        TextUnits.Split(text).Shingles(3) is { Length: > 0 } wanted ? Share(wanted, other, 3) : 0;

    private static double Share(ulong[] wanted, string text, int length = 2)
    {
        var there = TextUnits.Split(text).Shingles(length).ToHashSet();
        return (double)wanted.Count(there.Contains) / wanted.Length;
    }
}
