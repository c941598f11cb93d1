using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>The language of a feed: stated by the operator, by the feed, else told from its titles.</summary>
internal static class FeedLanguage
{
    public static FeedScope Settle(FeedScope scope, string? stated, string? title, IEnumerable<FeedNode?> titles) =>
        Settle(scope, stated, title, titles.Take(5).Select(node => node is null ? null : FeedText.OfRss(node).Inline()));

    public static FeedScope Settle(FeedScope scope, string? stated, string? title, IEnumerable<string?> titles)
    {
        var language = scope.Request.Language ?? stated ?? scope.Language;
        var told = LanguageDetection.Detect(string.Join('\n', [title, .. titles.Take(5)]));
        // Many a Chinese portal leaves its system's "en-us" in place: dates follow what is really written.
        return scope with { Language = language ?? told, DateLanguage = scope.Request.Language
            ?? (told == "zh" ? told : language ?? told) };
    }
}
