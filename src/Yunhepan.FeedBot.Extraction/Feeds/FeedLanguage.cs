using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Finds the language of a feed: stated by the operator, else by the feed, else detected from its titles.</summary>
internal static class FeedLanguage
{
    public static FeedScope Settle(FeedScope scope, string? stated, string? title, IEnumerable<FeedNode?> titles) =>
        Settle(scope, stated, title, titles.Take(5).Select(node => node is null ? null : FeedText.ReadRss(node).Inline()));

    public static FeedScope Settle(FeedScope scope, string? stated, string? title, IEnumerable<string?> titles)
    {
        var language = scope.Request.Language ?? stated ?? scope.Language;
        var told = LanguageDetection.Detect(string.Join('\n', [title, .. titles.Take(5)]));
        // Many Chinese portals keep their system's default "en-us", so dates are read in the language that is actually written.
        return scope with { Language = language ?? told, DateLanguage = scope.Request.Language
            ?? (told == "zh" ? told : language ?? told) };
    }
}
