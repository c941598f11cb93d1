using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Finds the links that belong to an article but not to its body: related, previous and next articles, and the following page.
/// </summary>
internal sealed partial class ArticleLinks(PageContext page, BodyCandidate? body, FoundTitle? title)
{
    private const int MostRelated = 30;

    private readonly IReadOnlyList<TextLine> _lines = page.Lines.All;

    private int From => title?.Line + 1 ?? body?.Lines.Start.Value ?? 0;

    public List<ParsedLink> Related()
    {
        var related = new List<ParsedLink>();
        for (var i = From; i < _lines.Count && related.Count == 0; i++)
        {
            if (_lines[i].Weight > 60 || !RelatedHeading.IsMatch(_lines[i].Text))
                continue;
            for (var j = _lines[i].IsLinks && _lines[i].Anchors.Count > 1 ? i : i + 1; j < _lines.Count && related.Count < MostRelated; j++)
            {
                if (!_lines[j].IsLinks && (_lines[j].IsProse || _lines[j].IsHeading || TextWeight.Measure(_lines[j].Text) > 30))
                    break;
                if (StepLabel.IsMatch(_lines[j].Text))
                    break;
                related.AddRange(_lines[j].Anchors.Select(LinkOf).OfType<ParsedLink>().Where(l => TextWeight.Measure(l.Title) >= 8));
            }
        }
        return [.. related.DistinctBy(l => l.Url)];
    }

    public ParsedLink? Previous() => Step(PreviousLabel);

    public ParsedLink? Next() => Step(NextLabel);

    private ParsedLink? Step(Regex label)
    {
        for (var i = From; i < _lines.Count; i++)
        {
            var match = label.Match(_lines[i].Text);
            if (!match.Success)
                continue;
            if (NoneFollows.IsMatch(_lines[i].Text[(match.Index + match.Length)..]))
                return null;
            // Both links may share a line: 上一篇：甲 下一篇：乙.
            var before = TextWeight.Measure(_lines[i].Text.AsSpan(0, match.Index));
            foreach (
                var anchor in _lines[i].Anchors.Concat(i + 1 < _lines.Count && _lines[i].Anchors.Count == 0 ? _lines[i + 1].Anchors : []))
            {
                var text = PlainText.InlineFromNode(anchor);
                var at = _lines[i].Text.LastIndexOf(text, StringComparison.Ordinal);
                if ((at < 0 || at + text.Length > match.Index || before == 0) && LinkOf(anchor) is { } link
                    && label.Replace(link.Title, string.Empty).Trim(' ', ':', '：') is { Length: > 0 } name)
                    return link with { Title = name };
            }
        }
        return null;
    }

    /// <summary>
    /// Returns the next page of the same article: its link is in a pager near the body, and its address differs little from this
    /// page's.
    /// </summary>
    public string? NextPage()
    {
        foreach (var anchor in page.Elements.OfType<IHtmlAnchorElement>().Where(a => a.HasAttribute("href")))
        {
            var text = anchor.TextContent.Trim();
            if (text.Length is > 0 and < 16 && NextPageLabel.IsMatch(text) && page.Resolve(anchor.GetAttribute("href")) is { } url
                && page.PageUrl is { } own && IsOtherPage(url, own))
                return url;
        }
        return null;
    }

    private static bool IsOtherPage(string url, Uri own) =>
        WebAddress.ParseBase(url) is { } other && other.Host == own.Host
        && (other.AbsolutePath != own.AbsolutePath || other.Query != own.Query);

    private ParsedLink? LinkOf(IHtmlAnchorElement anchor)
    {
        var text = PlainText.InlineFromNode(anchor);
        var full = anchor.GetAttribute("title") is { } stated && stated.Length > text.Length
            && (text.EndsWith('…') || text.EndsWith("...", StringComparison.Ordinal))
            ? PlainText.OnOneLine(stated) : text;
        return full.Length > 0 && page.Resolve(anchor.GetAttribute("href")) is { } url ? new ParsedLink(full, url) : null;
    }

    [GeneratedRegex(
        @"^\W*(相关(阅读|新闻|文章|链接|报道|推荐|内容|资讯)|延伸阅读|扩展阅读|拓展阅读|推荐阅读|更多(相关|阅读)|猜你喜欢|Related(\s+(Articles?|Stories|Posts?|Content|News|Links"
            + @"|Coverage))?\s*:?$|More\s+on\s+this|Read\s+(more|next"
            + @"|also))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex RelatedHeading { get; }

    [GeneratedRegex(@"^\W*(上一篇|下一篇|上一条|下一条|上篇|下篇)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex StepLabel { get; }

    [GeneratedRegex(@"(上一篇|上一条|上篇|前一篇)(文章|新闻)?\s*[:：]?\s*", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex PreviousLabel { get; }

    [GeneratedRegex(@"(下一篇|下一条|下篇|后一篇)(文章|新闻)?\s*[:：]?\s*", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NextLabel { get; }

    /// <summary>Matches what templates write in place of a link: 下一篇：没有了.</summary>
    [GeneratedRegex(@"^\W*(没有了?|无(?=\W|$)|暂无|已(经)?是(最后|第一)|这是(最后|第一)|到头了)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NoneFollows { get; }

    [GeneratedRegex(
        @"^\W*(下一页|下页|后一页|余下全文|阅读下一页|次のページ|다음\s*페이지|next(\s+page)?|nächste\s+seite|page\s+suivante|siguiente)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    internal static partial Regex NextPageLabel { get; }
}
