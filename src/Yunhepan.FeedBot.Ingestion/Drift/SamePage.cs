using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>
/// Checks whether a page that showed an article still shows one, by comparing it with what it showed: title, text, date, author,
/// length. A notice that replaces an article shares nothing with it and rarely states a date or an author (ADR 75). No list of
/// phrases is used.
/// </summary>
internal static class SamePage
{
    private const double SameTitle = 0.6;

    /// <summary>From this share, one text counts as the beginning of the other.</summary>
    private const double ContainedShare = 0.5;

    /// <summary>From this share, a complete text counts as the same; notices that follow one template share less.</summary>
    private const double SameTextShare = 0.9;

    /// <summary>A page with less than this share of the article shows only its beginning.</summary>
    private const double BeginningShare = 0.6;

    /// <summary>A later article with this many characters has enough text.</summary>
    private const int FullArticle = 300;

    /// <summary>A page with less than this share of the previous text says too little.</summary>
    private const double LittleShare = 0.5;

    /// <summary>Returns what is wrong with the page of a source that is one article; null if it may be taken.</summary>
    /// <param name="known">The article as it is stored.</param>
    /// <param name="said">What its page shows now.</param>
    /// <param name="heldBefore">What was wrong at the previous poll: an article that replaces another must be seen unchanged
    /// twice, unlike an error page.</param>
    public static DriftVerdict Judge(Article known, ArticleDraft said, string? heldBefore)
    {
        if (Doubt(known, said) is { } doubt)
            return new DriftVerdict.Hold(doubt, MayBecomeNormal: false);
        if (known.ContentText.Length == 0 || IsNotice(known, said) || IsLikeTitled(known, said) || SharesText(known, said))
            return new DriftVerdict.Fine();
        var evidence =
            $"\"{said.Title}\" ({said.ContentText.Length} characters{(
                said.PublishedAt is { } at
                ? $", dated {new ShownTime(at)}" : "")}) is shown in place of \"{known.Title}\" and shares nothing with it";
        return evidence == heldBefore && said.PublishedAt > known.PublishedAt ? new DriftVerdict.Fine() : new DriftVerdict.Hold(evidence);
    }

    /// <summary>Returns why the current page must not correct the article; null if nothing speaks against it.</summary>
    public static string? Doubt(Article known, ArticleDraft said)
    {
        if (known.ContentText.Length == 0 || IsNotice(known, said))
            return null;
        if (SharesText(known, said))
            return IsCutOff(known.ContentText, said) ? "the page now shows only the beginning of its text" : null;
        var isLater = said.PublishedAt > known.PublishedAt;
        return Lost(known, said, isLater) is { } lost
            ? $"\"{said.Title}\" is shown in place of \"{known.Title}\", shares no text with it, and lacks {lost}" : null;
    }

    /// <summary>
    /// Returns true if the page shows the article: when the address leads elsewhere, its title or nearly all of its text must be
    /// there.
    /// </summary>
    public static bool IsLike(Article known, ArticleDraft said) =>
        IsLikeTitled(known, said) || PageAgreement.IsWithin(known.ContentText, said.ContentText) >= SameTextShare
            || PageAgreement.IsWithin(said.ContentText, known.ContentText) >= SameTextShare
            || (known.ContentText.Length == 0 && PageAgreement.SpeaksOf(known.Title, said));

    /// <summary>Returns the property of an article page that this page has lost; null if none.</summary>
    private static string? Lost(Article known, ArticleDraft said, bool isLater)
    {
        List<string> lost = [];
        if (known.PublishedAt is not null && said.PublishedAt is null)
            lost.Add("its date");
        if ((known.OriginName is not null || known.Authors.Count > 0) && said is { OriginName: null, Authors.Count: 0 })
            lost.Add("its writer");
        if (!(isLater && IsLikeTitled(known, said))
            && said.ContentText.Length < Math.Min(LittleShare * known.ContentText.Length, isLater ? FullArticle : int.MaxValue))
            lost.Add($"{known.ContentText.Length - said.ContentText.Length} of {known.ContentText.Length} characters");
        return lost.Count > 0 ? string.Join(", ", lost) : null;
    }

    private static bool IsNotice(Article known, ArticleDraft said) =>
        SeparateNotice.IsHeading(said.Title)
            || RetractionNotice.InPlaceOf(said.Title, said.ContentText, known.Title, known.ContentText) is not null;

    private static bool IsLikeTitled(Article known, ArticleDraft said) =>
        TitleSubstance.Same(known.Title, said.Title)
            || StoryComparison.Similarity(TextUnits.Split(known.Title), TextUnits.Split(said.Title)) >= SameTitle;

    private static bool SharesText(Article known, ArticleDraft said) =>
        PageAgreement.Shares(known.ContentText, said) || PageAgreement.IsWithin(said.ContentText, known.ContentText) >= ContainedShare;

    /// <summary>Returns true if a paywall or login follows the first lines.</summary>
    private static bool IsCutOff(string known, ArticleDraft said) =>
        said.IsBeginning && said.ContentText.Length < BeginningShare * known.Length;
}
