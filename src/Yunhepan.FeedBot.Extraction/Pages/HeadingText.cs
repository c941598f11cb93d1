using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Takes from the text of a heading what is not the title: a label, a badge, a date, a repeated topic.</summary>
internal static partial class HeadingText
{
    private const int ShortestTitle = 8;

    private const int LongestTopic = 80;

    private const int LongestBadge = 8;

    private const int LongestTitle = 400;

    /// <param name="page">The page.</param>
    /// <param name="line">The line that shows the title.</param>
    /// <param name="text">The text of the heading.</param>
    /// <param name="stated">The title in the head of the page.</param>
    public static string Clean(PageContext page, TextLine line, string text, StatedTitle stated) =>
        Preferred(page, line, WithoutName(page, WithoutDay(page, WithoutBadge(line, WithoutLabels(line, text), stated), stated)), stated);

    /// <summary>Removes the name of the site or of its section after the title: <c>T – Site</c>, <c>T | Opinion</c>.</summary>
    private static string WithoutName(PageContext page, string text)
    {
        var bare = text;
        foreach (var name in (ReadOnlySpan<string?>)[
            page.Metadata.SiteName, page.Metadata.Article?.Section, page.Metadata.First("article:section")])
            bare = StatedTitle.WithoutTail(bare, name);
        bare = StatedTitle.WithoutHost(bare, page.PageUrl);
        return TextWeight.Measure(bare) >= ShortestTitle ? bare : text;
    }

    /// <summary>Removes a topic above the title and a label before it, which magazines put inside the same heading.</summary>
    private static string WithoutLabels(TextLine line, string text)
    {
        if (!line.IsHeading || HtmlDocuments.FirstIn(line.Block, IsLabel) is null || line.Block.Clone() is not IElement copy)
            return text;
        foreach (var element in HtmlDocuments.ElementsIn(copy).Where(IsLabel))
            element.Remove();
        return PlainText.InlineFromNode(copy).Trim(' ', ':', '-', '–', '|') is { Length: >= 4 } rest ? rest : text;
    }

    private static bool IsLabel(IElement element) =>
        element.LocalName is "small" or "time" || element.ClassName is { Length: > 0 } name && LabelNames.IsMatch(name);

    /// <summary>
    /// Removes a badge before or after the title, such as 视频, 推荐 or the section of a forum, if the head has the title without it.
    /// </summary>
    private static string WithoutBadge(TextLine line, string text, StatedTitle stated)
    {
        foreach (var part in stated.Parts)
        {
            var at = part.Length < ShortestTitle / 2 ? -1 : text.IndexOf(part, StringComparison.Ordinal);
            if (at < 0 || part.Length == text.Length)
                continue;
            var end = at + part.Length;
            return text[(IsBadge(line.Block, text[..at].Trim(), LongestTopic) ? at : 0)
                ..(IsBadge(line.Block, text[end..].Trim(), LongestBadge) ? end : text.Length)];
        }

        return text;
    }

    /// <summary>Returns true for nothing, and for a word that has an element of its own in the heading.</summary>
    private static bool IsBadge(IElement heading, string text, int longest) =>
        text.Length == 0
        || text.Length <= longest && HtmlDocuments.ElementsIn(heading).Any(e => e.TextContent.AsSpan().Trim().SequenceEqual(text));

    /// <summary>Removes a date before or after the title on its line, if the title in the head does not contain it.</summary>
    private static string WithoutDay(PageContext page, string text, StatedTitle stated)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9') || !DateParser.TryFind(text, page.Dates, out var date, out var where)
            || date.Precision > DatePrecision.Day)
            return text;
        var rest = where.Start.Value <= 1
            ? text[where.End.Value..] : where.End.Value >= text.Length - 1 ? text[..where.Start.Value] : string.Empty;
        rest = rest.Trim(' ', ':', '：', '-', '–', '—', '|', '·', '•', '(', ')', '（', '）', ',', '/');
        if (TextWeight.Measure(rest) < ShortestTitle)
            return text;
        var (bare, whole) = (TextWeight.Bare(rest), TextWeight.Bare(text));
        var isTold = stated.BareTitle.Contains(bare, StringComparison.Ordinal)
            || stated.BareHeadline.Contains(bare, StringComparison.Ordinal);
        return isTold && !stated.BareTitle.Contains(whole, StringComparison.Ordinal)
            && !stated.BareHeadline.Contains(whole, StringComparison.Ordinal) ? rest : text;
    }

    /// <summary>Prefers the stated title to a shown line that contains more than it, such as a label or a counter.</summary>
    private static string Preferred(PageContext page, TextLine line, string shown, StatedTitle stated)
    {
        if (DoubleEscape.IsMatch(shown))
            shown = System.Net.WebUtility.HtmlDecode(shown);
        if (stated.Headline is not { } headline)
            return shown;
        if (Array.Find([headline, page.Metadata.DocumentTitle ?? string.Empty], w => IsBelowTopic(shown, w)) is { } told)
            return shown[^told.Length..];
        if (IsLabelled(line, shown, headline))
            return headline;
        // A heading that is broken into parts shows less than the headline, so the part of the head that contains it is used.
        if (shown[^1] is '?' or '!' or '？' or '！' or '。')
            return shown;
        var isBroken = shown[^1] is '-' or '–' or ':' or '：';
        return StatedTitle.PartsOf(headline).FirstOrDefault(p => p.Length > (isBroken ? shown.Length : shown.Length * 2)
            && p.Length < LongestTitle
            && TextWeight.Bare(p).StartsWith(TextWeight.Bare(shown), StringComparison.Ordinal)) ?? shown;
    }

    /// <summary>Returns true if the head states the heading without the topic that it begins with: <c>Topic: T</c>.</summary>
    private static bool IsBelowTopic(string shown, string told) =>
        shown.Length > told.Length && told.Length >= ShortestTitle && shown.Length - told.Length <= LongestTopic
            && shown.EndsWith(told, StringComparison.OrdinalIgnoreCase)
            && shown[..^told.Length].TrimEnd() is [.., ':' or '：' or '-' or '–' or '—' or '|'];

    /// <summary>
    /// Returns true for a line that shows the headline after a label, or before an element of its own. A heading that goes on after
    /// the headline, or that holds it among more other words, says more than the head.
    /// </summary>
    private static bool IsLabelled(TextLine line, string shown, string headline)
    {
        if (shown.Length <= headline.Length + 12 || headline.Length * 2 < shown.Length)
            return false;
        return shown.EndsWith(headline, StringComparison.Ordinal) || shown.StartsWith(headline, StringComparison.Ordinal)
            && shown[headline.Length..].Trim() is var rest && HtmlDocuments.ElementsIn(line.Block).Any(
                e => e.TextContent.AsSpan().Trim() is { Length: > 1 } own && rest.AsSpan().StartsWith(own, StringComparison.Ordinal));
    }

    [GeneratedRegex(
        @"(^|[\s_-])(\w*(kicker|overline|dachzeile|roofline|topline|spitzmarke|eyebrow|pre-?headline|pre-?title|supra-?title)\w*"
            + @"|label|topic|descriptor|badge|sr-only|visually-hidden|screen-reader-text"
            + @"|hidden|invisible|rubrik)($|[\s_-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex LabelNames { get; }

    [GeneratedRegex(@"&(#x?[0-9a-f]{2,6}|amp|quot|apos);", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex DoubleEscape { get; }
}
