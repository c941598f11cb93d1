using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// Checks whether a page is the article that its list names: its title or its text must share words with the listed title.
/// </summary>
internal static class PageAgreement
{
    private const double Least = 0.2;

    /// <summary>Shorter titles prove nothing: 详情, "Read more".</summary>
    private const int ShortestTitle = 5;

    public static bool SpeaksOf(string title, ArticleDraft page) =>
        TextUnits.Split(title).Shingles(2).Length < ShortestTitle - 1 || Names(title, page);

    /// <summary>Returns true if the page contains part of the title, however short the title is.</summary>
    public static bool Names(string title, ArticleDraft page) =>
        TextUnits.Split(title).Shingles(2) is { Length: > 0 } wanted && Share(wanted, page.Title + "\n" + page.ContentText) >= Least;

    /// <summary>Returns true if two readings share some of their sentences, as readings of one article do.</summary>
    public static bool Shares(string text, ArticleDraft page) =>
        TextUnits.Split(text).Shingles(3) is { Length: > 0 } wanted && Share(wanted, page.ContentText, 3) >= Least;

    /// <summary>Returns the share of one text that is in another, from 0 to 1.</summary>
    public static double IsWithin(string text, string other) =>
        TextUnits.Split(text).Shingles(3) is { Length: > 0 } wanted ? Share(wanted, other, 3) : 0;

    private static double Share(ulong[] wanted, string text, int length = 2)
    {
        var there = TextUnits.Split(text).Shingles(length).ToHashSet();
        return (double)wanted.Count(there.Contains) / wanted.Length;
    }
}
