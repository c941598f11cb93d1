using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Publishing.Text;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>What an article said before its source corrected it, and what it says now.</summary>
internal static class CorrectionList
{
    private const int LongestValue = 300;

    /// <param name="corrections">Those of which it is known what they changed, the last one first.</param>
    /// <param name="language">Marks the article's own words where they are not in the page's language.</param>
    public static Html Render(PageRequest page, IReadOnlyList<Revision> corrections, Html language) => Html.If(corrections.Count > 0, $"""
        <section class="corrections" aria-labelledby="corrections"><h2 id="corrections">{page.Texts.Corrections}</h2>
        <ol>{corrections.Select(
            c => Html.Of(
                $"""<li><p class="hint">{page.Time(
                    c.At)}</p><dl>{c.Changes.Select(change => Change(page, change, language))}</dl></li>"""))}</ol></section>
        """);

    private static Html Change(PageRequest page, ArticleChange change, Html language) => change is { Before: "", After: "" }
        ? Html.Of($"<div><dt>{page.Texts.NameOfField(change.Field)}</dt></div>")
        : Html.Of($"""
        <div><dt>{page.Texts.NameOfField(
            change.Field)}</dt><dd>{Value(page, "del", change.Before, language)} → {Value(page, "ins", change.After, language)}</dd></div>
        """);

    private static Html Value(PageRequest page, string element, string value, Html language)
    {
        var text = LegalText.Shortened(LegalText.OneLine(value), LongestValue);
        return text.Length == 0 ? Html.Of($"{page.Texts.NoValue}") : Html.Of($"<{element}{language}>{text}</{element}>");
    }
}
